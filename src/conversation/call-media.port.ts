/**
 * The caller's side of a conversation: one media stream of the carrier. Telephony implements it; it exists because the
 * arrow points down, from telephony to conversation.
 */
export interface CallMedia {
  /** µ-law 8 kHz, any length. The carrier queues it and plays it in real time. */
  sendAudio(chunk: Buffer): void;
  /** Comes back through `CallMediaListener.onMark` once nothing queued before it is left: played, or cleared. */
  sendMark(name: string): void;
  /** Drops whatever the carrier has queued. */
  clear(): void;
  /** Ends the stream; the carrier then asks what to do next. Idempotent. */
  close(): void;
}

/** What the stream reports to the conversation. */
export interface CallMediaListener {
  onAudio(frame: Buffer): void;
  onMark(name: string): void;
  /** A key of the telephone: 0–9, `*` or `#`. */
  onKey(key: string): void;
  /** The carrier said that the call, or its stream, is over. */
  onStopped(): void;
  /** The socket is gone without a word, and not by our doing: the caller may still be on the line. */
  onLost(): void;
}
