import { CALL_MS } from '../../src/chaos/plan/call-faults.builder.js';
import { FAMILY, GIVEN } from '../../src/chaos/plan/callers.builder.js';
import type { Breakage } from '../../src/simulation/deepgram/deepgram-faults.types.js';

/** What one call asks for, and when and how its provider dies: the same for the same seed. */
export interface ChaosPlan {
  seed: number;
  caller: { name: string; number: string };
  /** As callers say it: "December 3 in the morning". */
  wish: string;
  /** Since the call's first session was opened. */
  killAfterMs: number;
  kill: Breakage;
  /** From the kill on no session can be had for this call. */
  awayMs: number;
  away: Away;
}

/** How the provider refuses a session while it is away. */
export type Away = 'reset' | 'error' | 'close';

const AWAY_AT_MOST_MS = 1_500;

const KILLS: readonly Breakage[] = [
  { closeCode: 1000 },
  { closeCode: 1005 },
  { closeCode: 1006 },
  { closeCode: 1006 },
  { closeCode: 1011 },
  { error: 'INTERNAL_SERVER_ERROR' },
  { error: 'SERVER_GOING_AWAY' },
  { error: 'ASR_CONNECTION_CLOSED', closeCode: 1011 },
  { error: 'FAILED_TO_THINK' },
  'half_open',
  'half_open',
];
const AWAYS: readonly Away[] = ['reset', 'error', 'close'];

/** `wishes`: what callers may ask for. */
export function planOf(seed: number, wishes: readonly string[]): ChaosPlan {
  const random = randomOf(seed);
  const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  return {
    seed,
    caller: { name: `${oneOf(GIVEN)} ${oneOf(FAMILY)}`, number: `+1512${String(5_550_000 + seed)}` },
    wish: oneOf(wishes),
    killAfterMs: Math.round(random() * CALL_MS),
    kill: oneOf(KILLS),
    awayMs: Math.round(random() * AWAY_AT_MOST_MS),
    away: oneOf(AWAYS),
  };
}

/** Marsaglia's xorshift32 over a scrambled seed: from 0, to below 1. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 8; warmUp++) next();
  return next;
}
