import type { Clock } from '../../common/clock/clock.js';
import type { BenchCall } from '../lines/bench-call.js';
import type { ModelExchange } from './scripted-model.js';
import { isOfVoice, type StagesSession } from './scripted-stages.js';

/** How long the providers of a turn take, beside what the timers of this process add. */
export interface Pace {
  /** From the caller's last word to the recogniser's word that the turn is probably over; null: it tells no such thing. */
  guessAfterMs: number | null;
  /** From the caller's last word to its word that the turn is over. */
  endAfterMs: number;
  /** From a request to the model's words. */
  modelMs: number;
  /** From a text to the voice's audio. */
  voiceMs: number;
}

/** One turn of the caller's, and the reply to it: when each thing left or reached this process, in milliseconds. */
interface TurnTimes {
  lastWordAtMs: number;
  /** What had the model asked was told: the end of the turn, or before that its probable end. */
  toldAtMs: number;
  askedAtMs: number;
  answeredAtMs: number;
  endedAtMs: number;
  textAtMs: number;
  spokenAtMs: number;
  heardAtMs: number;
}

/** What a turn took, and whose time it was. */
export interface TurnCost {
  /** From the end of the turn, told by the recogniser, to the request at the model. */
  toModelMs: number;
  /** From the model's words, or the end of the turn when that comes after them, to the text at the voice. */
  toVoiceMs: number;
  /** From the voice's first audio to the carrier's. */
  toCallerMs: number;
  /** From the caller's last word to the first audio at the carrier. */
  totalMs: number;
  /** What of that was spent between providers, and so is ours. The rest is theirs. */
  ownMs: number;
}

export const CALLER_WORDS = 'I would like to have my teeth cleaned.';
/** The first clause is spoken while the rest is not. */
export const REPLY_TOKENS = 'We have openings on Monday, on Tuesday, and on Thursday after three.'.split(' ');
const LAST_TOKEN = 'three.';
/** What a turn leaves to be played, and to be done, is played and done by then. */
const PAUSE_MS = 60;

const nowMs = (): number => performance.now();

export async function takeTurn(call: BenchCall<StagesSession>, pace: Pace, clock: Clock): Promise<TurnCost> {
  const session = call.provider;
  session.hear('StartOfTurn', CALLER_WORDS);
  await session.read();
  const times = await call.expect<TurnTimes>((resolve) => resolve(follow(call, pace, clock)));
  await clock.sleep(PAUSE_MS);
  await session.read();
  return costOf(times);
}

/** Waits for the reply in the order in which it comes about, and answers for the model and the voice meanwhile. */
async function follow(call: BenchCall<StagesSession>, pace: Pace, clock: Clock): Promise<TurnTimes> {
  const { provider: session } = call;
  const asked = new Promise<{ exchange: ModelExchange; askedAtMs: number }>((resolve) => {
    session.model.onAsked = (exchange) => resolve({ exchange, askedAtMs: nowMs() });
  });
  const answered = asked.then(async ({ exchange, askedAtMs }) => {
    await clock.sleep(pace.modelMs);
    const answeredAtMs = nowMs();
    exchange.answer(REPLY_TOKENS);
    return { askedAtMs, answeredAtMs };
  });
  const text = new Promise<{ textAtMs: number }>((resolve) => {
    session.onText = () => resolve({ textAtMs: nowMs() });
  });
  const { spoken, whole } = voiceOf(session, pace, clock);
  const heard = new Promise<{ heardAtMs: number }>((resolve) => {
    call.onAudio = (audio) => {
      const heardAtMs = nowMs();
      if (isOfVoice(audio)) resolve({ heardAtMs });
    };
  });
  const told = await tellEnd(session, pace, clock);
  const times = { ...told, ...(await answered), ...(await text), ...(await spoken), ...(await heard) };
  await whole;
  return times;
}

/** Says the passages of a reply in their order, the first one after the time that a voice takes. */
function voiceOf(session: StagesSession, { voiceMs }: Pace, clock: Clock) {
  const first = new Promise<void>((resolve) => (session.onFlush = () => resolve()));
  const spoken = first.then(async () => {
    await clock.sleep(voiceMs);
    const spokenAtMs = nowMs();
    session.sayPassage();
    return { spokenAtMs };
  });
  const whole = new Promise<void>((resolve) => {
    let hasBegun = false;
    const begin = session.onFlush;
    session.onFlush = () => {
      const isLast = session.passage.endsWith(LAST_TOKEN);
      if (hasBegun) void spoken.then(() => session.sayPassage());
      else begin();
      hasBegun = true;
      if (isLast) resolve(spoken.then(() => undefined));
    };
  });
  return { spoken, whole };
}

/** The caller has said the last word now. */
async function tellEnd(session: StagesSession, { guessAfterMs, endAfterMs }: Pace, clock: Clock) {
  const lastWordAtMs = nowMs();
  let guessedAtMs: number | null = null;
  if (guessAfterMs !== null) {
    await clock.sleep(guessAfterMs);
    guessedAtMs = nowMs();
    session.hear('EagerEndOfTurn', CALLER_WORDS);
  }
  await clock.sleep(lastWordAtMs + endAfterMs - nowMs());
  const endedAtMs = nowMs();
  session.hear('EndOfTurn', CALLER_WORDS);
  return { lastWordAtMs, endedAtMs, toldAtMs: guessedAtMs ?? endedAtMs };
}

function costOf(times: TurnTimes): TurnCost {
  const toModelMs = times.askedAtMs - times.toldAtMs;
  const toVoiceMs = times.textAtMs - Math.max(times.answeredAtMs, times.endedAtMs);
  const toCallerMs = times.heardAtMs - times.spokenAtMs;
  // Of a model that was done before the turn was over, nobody waited for the asking.
  const waitedForModelMs = times.answeredAtMs > times.endedAtMs ? toModelMs : 0;
  const ownMs = waitedForModelMs + toVoiceMs + toCallerMs;
  return { toModelMs, toVoiceMs, toCallerMs, totalMs: times.heardAtMs - times.lastWordAtMs, ownMs };
}
