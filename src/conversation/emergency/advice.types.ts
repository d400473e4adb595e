import type { Danger } from '../../calls/calls.types.js';

interface Found {
  /** What is, or was last, advised for. */
  danger: Danger;
  /** Of all that was found in the call. */
  gravest: Danger;
}

interface Unheard extends Found {
  /** By the caller's voice: true until it was cut once. */
  mayBeCut: boolean;
  /** What is advised for behind it; null for nothing. */
  also: Danger | null;
}

/** How far the caller has been told what to do in an emergency. */
export type Advice =
  | { stage: 'none' }
  /** It has to be said as soon as nobody is spoken over. */
  | ({ stage: 'due' } & Unheard)
  /** It is being played. `spokenOver`: by the caller, and it was not cut for that. */
  | ({ stage: 'playing'; spokenOver: boolean } & Unheard)
  /** To its last word. `leaveTaken`: the caller's latest words were their goodbye. */
  | ({ stage: 'heard'; leaveTaken: boolean } & Found);

/** The caller waits for the most important words of the call. */
export const isOutstanding = ({ stage }: Advice): boolean => stage === 'due' || stage === 'playing';

/** In an emergency the caller ends the call, not the agent. */
export const agentMayEnd = (advice: Advice): boolean =>
  advice.stage === 'none' || (advice.stage === 'heard' && advice.leaveTaken);
