import type { Anchor } from './audit-anchor.types.js';

/** A place outside of the database where the ends of the chains are kept. */
export interface AnchorTarget {
  /** In metrics and in the log, where its address does not belong. */
  readonly name: string;
  /**
   * The newest of each clinic, as they stand there. Absent where nothing can be read: then all ends are written each time.
   */
  newest?(): Promise<Map<string, Anchor>>;
  /** When it resolves they are kept. */
  write(anchors: readonly Anchor[]): Promise<void>;
}
