import type { Remark, Silence } from '../../simulation/caller/caller.types.js';
import { FRAME_MS } from '../../audio/frame.types.js';
import { carrierFaultsOf } from '../plan/plan.types.js';
import { FAREWELL } from './ending.policy.js';
import type { CallEvidence, Complaint, SceneEvidence } from './evidence.types.js';

/** Simulated speech begins and ends with so much silence of its own. */
const EDGE_MS = 40;
/** Words of ours come 1.7 s after the caller's last one; the rest is the way to the caller's ear. */
const ANSWER_MS = 2000 + 2 * EDGE_MS;
/** After words that ask to wait there are others 4.5 s later. */
const HELD_MS = 5000;
/** Where it is the caller's turn: after eight seconds they are asked whether they are still there. */
const TURN_MS = 8500;
/** An agent that does not say goodbye is waited for so much longer than for any other reply. */
const FAREWELL_MS = 2700;
/** A provider that has not said that the goodbye is over is waited for, */
const CLOSING_MS = 3500;
/** and a carrier that has not said that it played it, or that somebody will be called, for longer. */
const UNMARKED_CLOSING_MS = 5500;
/** So long it is tried to write the end down, before the line is closed without it. */
const UNWRITTEN_MS = 4000;
/** Of the database, before a caller who was asked to wait hears anybody else, and before a call is over. */
const QUESTIONS_OF_A_STEP = 20;
/** At a noisy place a bang of 420 ms may be taken for the beginning of words: it takes 1.2 s of quiet to tell. */
const BANG_MS = 1650;
/** Words that are as short as a cough, and of whose end the provider says nothing, are taken for one. */
const COUGH_MS = 700 + 300;
/** Whom nobody understood is asked to say it again: seven seconds of quiet, one more, and what went before. */
const UNHEARD_MS = 9000;

/** A noise is nobody's word: it may be taken for the beginning of one, which is what an agent who was cut by it waits for. */
const NOISE_MS = 9500;
const AFTER_COUGH_MS = 2300;

const HOLD =
  /one moment|a little trouble|thank you for waiting|still working on it|cut off for a moment|let me have a look/i;
/** Who is asked for a key, or to speak after the tone, is waited for whatever they say. */
const MENU = /press (\d|the pound)|after the tone/i;
const NOISE = '(noise)';

/** Nobody is left in silence for longer than the documented limits (docs/conversation.md). */
export function judgeSilence(call: CallEvidence, scene: SceneEvidence): Complaint[] {
  const { silences, remarks } = call.account;
  const lateMs = latenessOf(call);
  return silences
    .map((silence) => {
      const before = heardBefore(remarks, silence.atMs);
      const limitMs = limitOf(silence, before, call, scene) + lateMs + keyedAfterMs(silence, call);
      return { ...silence, limitMs };
    })
    .filter(({ ms, limitMs }) => ms > limitMs)
    .map(
      ({ ms, after, atMs, limitMs }) =>
        `${ms} ms of silence after "${after ?? 'the answer'}", ${atMs} ms into the call, where ${limitMs} may be`,
    );
}

function limitOf(
  { after, atMs }: Silence,
  [before, beforeThat]: readonly Remark[],
  call: CallEvidence,
  scene: SceneEvidence,
): number {
  if (!before || after === null) return ANSWER_MS;
  if (before.text === NOISE) return beforeThat && isWhole(beforeThat) ? NOISE_MS : AFTER_COUGH_MS;
  if (before.who === 'caller') {
    if (hasBadLine(call)) return UNHEARD_MS;
    if (atMs - before.atMs <= COUGH_MS && losesEnds(call, scene)) return TURN_MS;
    if (beforeThat?.who === 'agent' && MENU.test(beforeThat.text)) return TURN_MS;
    return FAREWELL.test(after) ? FAREWELL_MS : ANSWER_MS;
  }
  const unmarked = returnsMarks(call) ? 0 : UNMARKED_CLOSING_MS;
  if (FAREWELL.test(after) && !takesCallsBack(call))
    return Math.max(CLOSING_MS, unmarked) + (isAway(scene) ? UNWRITTEN_MS : Math.min(UNWRITTEN_MS, slownessOf(scene)));
  if (HOLD.test(after)) return Math.max(HELD_MS, unmarked) + slownessOf(scene);
  return TURN_MS + (isNoisy(call) ? BANG_MS : 0);
}

/** What the caller says may be understood by nobody: of the silence that follows nobody knows. */
function hasBadLine(call: CallEvidence): boolean {
  const { losesEvery, stall } = carrierFaultsOf(call.plan);
  return isNoisy(call) || losesEvery !== undefined || stall?.then === 'skip';
}

const losesEnds = ({ plan }: CallEvidence, { streams }: SceneEvidence): boolean =>
  plan.faults.some((one) => one.kind === 'session' && one.faults.endlessTurn !== undefined) ||
  streams.some(({ faults }) => 'listen' in faults && faults.listen.lostEndAtTurn !== undefined);

/** The wish to end the call, too: it goes on behind its goodbye. */
const takesCallsBack = ({ plan }: CallEvidence): boolean =>
  plan.faults.some((one) => one.kind === 'session' && one.faults.cancelCalls !== undefined);

const isNoisy = ({ plan }: CallEvidence): boolean => plan.scenario.temperament === 'noisy';

/** By so much the line brings the caller's words too late: nobody can answer them sooner. */
const latenessOf = ({ plan }: CallEvidence): number => (carrierFaultsOf(plan).bunched ?? 0) * FRAME_MS;

const returnsMarks = ({ plan }: CallEvidence): boolean => carrierFaultsOf(plan).marks !== 'never';

/** By so much a step takes longer in which the database is asked. */
const slownessOf = ({ faults }: SceneEvidence): number =>
  QUESTIONS_OF_A_STEP *
  Math.max(0, ...faults.map((one) => (one.kind === 'database' && one.trouble.kind === 'slow' ? one.trouble.ms : 0)));

const isAway = ({ faults }: SceneEvidence): boolean =>
  faults.some((one) => one.kind === 'database' && one.trouble.kind === 'gone');

/** A key that the caller presses is their latest word: how long after the silence had begun. */
function keyedAfterMs({ atMs, ms }: Silence, { rows }: CallEvidence): number {
  const pressed = rows.flatMap(({ turns, startedAtMs }) =>
    turns.filter(({ text }) => text.startsWith('[pressed ')).map((turn) => turn.atMs - startedAtMs - atMs),
  );
  return Math.max(0, ...pressed.filter((sinceMs) => sinceMs < ms));
}

/** The latest first. */
const heardBefore = (remarks: readonly Remark[], atMs: number): Remark[] =>
  remarks.filter((remark) => remark.atMs <= atMs).reverse();

const isWhole = ({ text }: Remark): boolean => /[.?!]$/.test(text);
