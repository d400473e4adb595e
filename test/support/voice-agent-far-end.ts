import type { ScriptedSession } from './scripted-deepgram.js';

/**
 * The far end of a session, in acts that fit any driver: one provider that holds the conversation itself, or one provider a
 * stage. Each act resolves when the driver has taken what it was sent.
 */
export interface FarEnd {
  /** Makes the session ready. */
  open(): Promise<void>;
  /** Makes the session ready and is gone, as closely as the transport allows. */
  openAndLeave(how: Departure): Promise<void>;
  /** Resolves when each side has all that the other had sent. */
  roundTrip(): Promise<void>;

  /** The caller begins to speak and is not done. Whoever waits for tools waits no more. */
  callerStarts(): Promise<void>;
  /** A turn of the caller's, or the rest of the one that was started. */
  callerSays(text: string, languages?: string[]): Promise<void>;
  /** All of the caller's audio so far, once there are this many bytes. */
  audio(bytes: number): Promise<Buffer>;
  /** All of the caller's audio up to this frame, once it is there. */
  audioUpTo(frame: Buffer): Promise<Buffer>;
  /** Resolves when the end of the caller's turn is asked for. */
  turnEndAsked(): Promise<unknown>;

  /** Begins to say the greeting; answers the words that it was given for it. */
  greets(...audio: Sound[]): Promise<string>;
  /** Replies to what was said or answered last, and speaks. `calls`: and asks for tools in the same breath. */
  begins(reply: { text: string; audio: Sound[]; calls?: ToolAsked[] }): Promise<void>;
  goesOn(...audio: Sound[]): Promise<void>;
  /** All audio of what is being said has been sent. */
  ends(): Promise<void>;
  /** Replies without a word by asking for tools. */
  asks(...calls: ToolAsked[]): Promise<void>;
  /** Has a reply, and has not begun to speak. */
  prepares(text: string): Promise<void>;
  /** While the caller speaks, what is left comes of what the caller has cut: audio, words, the end. */
  leftover(...audio: Sound[]): Promise<void>;
  /** The end of what the caller has cut comes, and nothing else of it. */
  leftoverEnd(): Promise<void>;

  /** Answers to all tools that it waits for, by request id. */
  nextAnswers(): Promise<ToolAnswer[]>;
  /** A line of ours, once it is to be spoken. */
  nextLine(): Promise<string>;
  speaks(line: string, ...audio: Sound[]): Promise<void>;
  /** Won't speak the next line, where it has a say in that. */
  refusesLine(): Promise<void>;
  /** The next turn of the caller's that was handed over as text. */
  nextHeard(): Promise<string>;
  /** What it is told next of this part of the brief. Of what concerns its thinking, by the latest turn of the caller's. */
  told<Part extends keyof ToldBrief>(part: Part): Promise<ToldBrief[Part]>;

  /** From now on it sends byte by byte. */
  trickles(): void;
  breaksProtocol(how: ProtocolBreach, times?: number): Promise<void>;
  /** Messages of a kind that came after our time. */
  saysSomethingNew(times: number): Promise<void>;
  corrupt(how: Corruption): void;
  /** Stays connected, and neither takes nor answers anything. */
  stopReading(): void;
  resumeReading(): void;
  /** Is gone, and is not to be had again. */
  leave(how: Departure): void;
  /** Resolves when the driver has ended the session. */
  readonly closed: Promise<unknown>;
}

/** Letters, so that a listener's story shows them. */
export type Sound = string | Buffer;

export const bytesOf = (sound: Sound): Buffer => (typeof sound === 'string' ? Buffer.from(sound, 'latin1') : sound);

export interface ToolAsked {
  id: string;
  name: string;
  argumentsJson: string;
}

export interface ToolAnswer {
  requestId: string;
  resultJson: string;
}

export const byRequestId = (one: ToolAnswer, other: ToolAnswer): number => one.requestId.localeCompare(other.requestId);

/** As much of a brief as can be seen at any far end. */
export interface ToldBrief {
  instructions: string;
  toolNames: string[];
  /** The first of them. */
  voice: string;
  keyterms: string[];
}

export const protocolBreaches = ['not_text_of_the_protocol', 'without_its_kind', 'incomplete'] as const;
export type ProtocolBreach = (typeof protocolBreaches)[number];

/** Bytes that no transport of a provider's may bring. */
export const corruptions = ['invalid_frame', 'noise', 'invalid_text', 'oversized_message'] as const;
export type Corruption = (typeof corruptions)[number];

/** Ways to be gone without a word of the protocol. */
export const departures = ['vanishes', 'resets_in_a_message', 'ends_its_stream', 'closes_without_a_reason'] as const;
export type Departure = (typeof departures)[number];

/** Enough for any driver to notice that nobody is there any more. */
export const SILENT_PEER_NOTICED_MS = 4_000;

export function leave(session: ScriptedSession, how: Departure): void {
  switch (how) {
    case 'vanishes':
      return session.drop();
    case 'resets_in_a_message':
      // The header of a frame of 125 bytes, and one of them.
      session.writeRaw(Buffer.from([0x82, 0x7d, 0x61]));
      return session.reset();
    case 'ends_its_stream':
      return session.endStream();
    case 'closes_without_a_reason':
      return session.close();
  }
}

export function corrupt(session: ScriptedSession, how: Corruption): void {
  switch (how) {
    case 'invalid_frame':
      return session.writeRaw(Buffer.from([0x83, 0x00])); // a reserved opcode
    case 'noise':
      return session.writeRaw(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'));
    case 'invalid_text':
      return session.writeRaw(Buffer.from([0x81, 0x02, 0xc3, 0x28])); // not UTF-8
    case 'oversized_message':
      return session.send(Buffer.alloc(1024 * 1024 + 1));
  }
}
