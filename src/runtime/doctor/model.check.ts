import { modelsOf } from '../../agent/pipeline/models.policy.js';
import type { LanguageModel } from '../../agent/pipeline/thinking/language-model.port.js';
import { REPLY_MAX_TOKENS } from '../../agent/pipeline/replies.js';
import { FIRST_PIECE_WITHIN_MS } from '../../agent/pipeline/thinking/timed-pieces.js';
import { modelFor } from '../../agent/pipeline/thinking/model.factory.js';
import { StageError } from '../../agent/pipeline/stage.types.js';
import type { AgentFailure, AgentTool, ThinkingModel } from '../../agent/voice-agent.port.js';
import type { Clock } from '../../common/clock/clock.js';
import { failed, ok, skipped, warning, type Finding } from './doctor.types.js';
import type { Subject } from './subject.js';

/** Less than the check has: a model that is mute doesn't hide what the others answer. */
const ANSWER_WITHIN_MS = 8000;

const TIMED_OUT: AgentFailure = { kind: 'unavailable', code: 'answer_timeout' };
/** Neither a word nor a call. */
const EMPTY: AgentFailure = { kind: 'unavailable', code: 'empty_answer' };

/** Every call has tools; a model without them can't book. */
const REPORT: AgentTool = {
  name: 'report',
  description: 'Reports whether you are ready to work.',
  parameters: { type: 'object', properties: { ready: { type: 'boolean' } }, required: ['ready'] },
  mutates: false,
};

/**
 * Has each of the pipeline's models say a word or use a tool, as a call would. Calls work as long as one of them does, or need
 * none.
 */
export async function checkModel(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const { settings, standIns, clock } = subject;
  if (standIns.model) return skipped('a stand-in plays the language model');
  const { model, agentDriver } = settings;
  if (!model) {
    if (agentDriver === 'deepgram') return skipped('none is there: a call has no pipeline to fall back on');
    return failed('there is none for the pipeline', 'set LLM_PROVIDER and LLM_API_KEY, or what "Environment" names');
  }
  const provider = await modelFor(model);
  // The clinics' profiles may name others where none is set; which, is not known here.
  const models = modelsOf({ vendor: model.provider, names: model.names }, { models: [] });
  const trials = await Promise.all(models.map((each) => tryOut(provider, each, clock, signal)));
  const troubles = trials.map(troubleOf).filter((trouble) => trouble !== null);
  const [first] = troubles;
  const names = models.map(({ name }) => name);
  if (!first) return ok(`${names.join(' and ')} ${names.length === 1 ? 'answers' : 'answer'}`);
  const isNeeded = agentDriver === 'pipeline' && trials.every(({ failure }) => failure !== null);
  return (isNeeded ? failed : warning)(troubles.map(({ detail }) => detail).join(', '), first.fix);
}

interface Trial {
  name: string;
  /** Null of a model that answers. */
  failure: AgentFailure | null;
  /** Until the first sign of its answer. */
  waitedMs: number;
}

async function tryOut(
  provider: LanguageModel,
  model: ThinkingModel,
  clock: Clock,
  signal: AbortSignal,
): Promise<Trial> {
  const { name } = model;
  const late = new AbortController();
  const stopTimer = clock.after(ANSWER_WITHIN_MS, () => late.abort());
  const askedAtMs = clock.nowMs();
  let waitedMs = 0;
  const onBegun = (): void => void (waitedMs = clock.nowMs() - askedAtMs);
  try {
    const isAnswered = await ask(provider, model, onBegun, AbortSignal.any([signal, late.signal]));
    return { name, failure: isAnswered ? null : EMPTY, waitedMs };
  } catch (error) {
    if (!(error instanceof StageError)) throw error;
    return { name, failure: late.signal.aborted ? TIMED_OUT : error.failure, waitedMs };
  } finally {
    stopTimer();
  }
}

/** Whether there was a word, or a call, in what came. */
async function ask(
  provider: LanguageModel,
  model: ThinkingModel,
  onBegun: () => void,
  signal: AbortSignal,
): Promise<boolean> {
  const request = {
    model,
    instructions: 'You are tried out before work. Use the tool, or answer with one word.',
    messages: [{ role: 'caller', text: 'Are you ready?' }] as const,
    tools: [REPORT],
    maxOutputTokens: REPLY_MAX_TOKENS,
  };
  let isBegun = false;
  let isAnswered = false;
  for await (const piece of provider.reply(request, signal)) {
    if (!isBegun) onBegun();
    isBegun = true;
    isAnswered ||= piece.type === 'call' || (piece.type === 'text' && piece.text.trim() !== '');
  }
  return isAnswered;
}

function troubleOf({ name, failure, waitedMs }: Trial): { detail: string; fix: string } | null {
  if (failure === EMPTY) return { detail: `${name} answers with nothing`, fix: ANOTHER };
  if (failure) return { detail: `${name} does not answer (${failure.code})`, fix: remedyFor(failure) };
  if (waitedMs <= FIRST_PIECE_WITHIN_MS) return null;
  const seconds = (waitedMs / 1000).toFixed(1);
  const detail = `${name} begins to answer after ${seconds} s, and a call waits ${FIRST_PIECE_WITHIN_MS / 1000} s`;
  return { detail, fix: FASTER };
}

const ANOTHER = 'set LLM_MODEL to a model that uses tools and does not think for long';
const FASTER =
  'set LLM_MODEL to a faster model; one on your own machine may have been loaded just now: run this once more';

function remedyFor({ kind, code }: AgentFailure): string {
  if (kind === 'refused') return 'set LLM_API_KEY to a key that is still there, and see that the account has credit';
  if (code === 'http_404') return 'check LLM_MODEL and LLM_BASE_URL: no such model is there, or none that uses tools';
  if (code === 'http_429') return 'wait a while, or have the account’s limit raised';
  if (kind === 'misused')
    return 'check LLM_PROVIDER, LLM_BASE_URL and LLM_MODEL: what is there does not take the request, or knows no tools';
  return 'check the network, and LLM_BASE_URL if it is set';
}
