import type { ListenQuery, ListenVersion } from './listen-address.policy.js';
import type { ListenEvent, ListeningWish } from './recognizer.port.js';

/** What sets the two versions of Deepgram's listening apart. Values only: the socket is the stream's. */
export interface ListenDialect {
  version: ListenVersion;
  query(wish: ListeningWish): ListenQuery;
  read(frame: string): ListenParsed;
  /** Sent in time when there is no audio. Null: pings do. */
  keepAlive: object | null;
  endTurn: object;
  /** The message that brings an open stream from one wish to the other. Null: it takes another stream. */
  change(before: ListeningWish, wish: ListeningWish): object | null;
}

/** What a text frame says. */
export type ListenParsed =
  | { kind: 'heard'; events: readonly ListenEvent[] }
  | { kind: 'named'; requestId: string }
  /** The stream goes on. `code` is the provider's own. */
  | { kind: 'noted'; code: string }
  /** The stream ends. */
  | { kind: 'failed'; code: string }
  /** Of no use to us, or from after our time. */
  | { kind: 'skipped' }
  | { kind: 'malformed' };
