import { FRAME_BYTES } from '../../audio/frame.types.js';

/** Fills the buffer with random bytes. */
export type RandomFill = (buffer: Uint8Array) => void;

const WORD_BYTES = 4;
const SIGN = 0x80;
/** Random words are fetched for so many packets at a time: one by one they would cost more than the shuffling. */
const PACKETS_PER_FILL = 100;

/**
 * Makes speech unintelligible: within each 20 ms the samples change places at random, and half of them their sign. What
 * stays is the level of every packet, to the bit, and with it who spoke when. The random numbers are kept nowhere, so
 * nobody can undo it.
 */
export class AudioScrambler {
  private readonly pool = new Uint32Array(FRAME_BYTES * PACKETS_PER_FILL);
  private next = this.pool.length;

  constructor(private readonly fill: RandomFill) {}

  /** A scrambled copy. */
  scramble(audio: Buffer): Buffer {
    const scrambled = Buffer.from(audio);
    for (let at = 0; at < scrambled.length; at += FRAME_BYTES) this.shuffle(scrambled.subarray(at, at + FRAME_BYTES));
    return scrambled;
  }

  /** Fisher and Yates's shuffle. The top bit of each random word is spent on the sign. */
  private shuffle(packet: Buffer): void {
    for (let last = packet.length - 1; last >= 0; last--) {
      const random = this.word();
      const other = (random & 0x7fff_ffff) % (last + 1);
      const moved = packet[other] ?? 0;
      packet[other] = packet[last] ?? 0;
      packet[last] = random >>> 31 ? moved ^ SIGN : moved;
    }
  }

  private word(): number {
    if (this.next === this.pool.length) {
      this.fill(new Uint8Array(this.pool.buffer, 0, this.pool.length * WORD_BYTES));
      this.next = 0;
    }
    return this.pool[this.next++] ?? 0;
  }
}
