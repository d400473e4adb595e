import { levelOf } from './audio-level.codec.js';
import { BYTES_PER_MS, FRAME_BYTES, SILENCE_BYTE } from './frame.types.js';
import { linearOf, ulawOf } from './g711.codec.js';

export interface Conditioning {
  /** From -12 to 12; 0 leaves the level as it is. */
  gainDb: number;
  /** Silences what is not speech. */
  noiseGate: boolean;
}

/** Opens that far above the noise, and closes a little lower: speech that fades is not chopped up. */
const OPENS_ABOVE_NOISE_DB = 7;
const CLOSES_BELOW_DB = 3;
/** Ends of words, and the pause between two of them. */
const HOLDS_OPEN_MS = 400;
/** However quiet the line, and however loud the noise: fainter sound is no speech, louder sound may be. */
const FAINTEST_OPENS_DBFS = -55;
const LOUDEST_OPENS_DBFS = -35;
/** The estimate of the noise follows quiet at once and climbs slowly, so that it does not take long words for noise. */
const NOISE_CLIMBS_DB_PER_S = 6;
const QUIETEST_NOISE_DBFS = -70;

const SILENT_FRAME = Buffer.alloc(FRAME_BYTES, SILENCE_BYTE);

/**
 * Makes the caller's µ-law audio easier to recognise: louder or softer by a table, and silence in place of the noise between the
 * words. What is not changed is the same buffer, not a copy; a result may be a buffer that is used again, so nobody writes to it.
 */
export class CallerAudioConditioner {
  private readonly gain: Uint8Array | null;
  private readonly gates: boolean;
  private noiseDbfs = QUIETEST_NOISE_DBFS;
  private openForMs = HOLDS_OPEN_MS;

  constructor({ gainDb, noiseGate }: Conditioning) {
    this.gain = gainDb === 0 ? null : gainTable(gainDb);
    this.gates = noiseGate;
  }

  /** Hot path. As long as what it was given. */
  condition(frame: Buffer): Buffer {
    if (this.gates && !this.isOpen(frame)) return silence(frame.length);
    return this.gain === null ? frame : amplified(frame, this.gain);
  }

  private isOpen(frame: Buffer): boolean {
    const dbfs = levelOf(frame);
    const ms = frame.length / BYTES_PER_MS;
    this.noiseDbfs = Math.max(
      QUIETEST_NOISE_DBFS,
      Math.min(dbfs, this.noiseDbfs + (NOISE_CLIMBS_DB_PER_S * ms) / 1000),
    );
    const opensDbfs = Math.min(
      LOUDEST_OPENS_DBFS,
      Math.max(FAINTEST_OPENS_DBFS, this.noiseDbfs + OPENS_ABOVE_NOISE_DB),
    );
    const wasOpen = this.openForMs > 0;
    if (dbfs >= (wasOpen ? opensDbfs - CLOSES_BELOW_DB : opensDbfs)) this.openForMs = HOLDS_OPEN_MS;
    else this.openForMs = Math.max(0, this.openForMs - ms);
    return this.openForMs > 0;
  }
}

function gainTable(gainDb: number): Uint8Array {
  const factor = 10 ** (gainDb / 20);
  return Uint8Array.from({ length: 256 }, (_, code) => {
    const sample = Math.round(linearOf(code) * factor);
    return ulawOf(Math.max(-32_768, Math.min(32_767, sample)));
  });
}

function amplified(frame: Buffer, gain: Uint8Array): Buffer {
  const louder = Buffer.allocUnsafe(frame.length);
  for (let i = 0; i < frame.length; i++) louder[i] = gain[frame[i] as number] as number;
  return louder;
}

const silence = (bytes: number): Buffer => (bytes === FRAME_BYTES ? SILENT_FRAME : Buffer.alloc(bytes, SILENCE_BYTE));
