/** What is wrong with the first entry that does not fit. */
export const AUDIT_FAULTS = [
  /** It says something else than it did, or is not the one that was written here. */
  'altered',
  /** There was one with this number. */
  'missing',
  /** Nobody who has our key has written it. */
  'forged',
  /** The chain goes on after the entry that was the last. */
  'after_the_end',
  /** The chain ends before the entry that was the last. */
  'cut_off',
  /** What says where the chain ends was not written by us. */
  'head_forged',
  /** It names a key that we don't have, and no rotation has vouched for it. */
  'unprovable',
  /** What says how far the chain was verified was not written by us. */
  'mark_forged',
] as const;
export type AuditFault = (typeof AUDIT_FAULTS)[number];
