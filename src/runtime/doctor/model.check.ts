import type { LanguageModel } from '../../agent/pipeline/thinking/language-model.port.js';
import { modelFor } from '../../agent/pipeline/thinking/model.factory.js';
import { StageError } from '../../agent/pipeline/stage.types.js';
import type { AgentFailure } from '../../agent/voice-agent.port.js';
import { failed, ok, skipped, warning, type Finding } from './doctor.types.js';
import type { Subject } from './subject.js';

/** Asked for where no name is set: the clinics' profiles name others, and which is not known here. */
const USUAL = { open_ai: 'gpt-4.1-mini', anthropic: 'claude-haiku-4-5' };
const WORD_TOKENS = 16;

/** Has each of the pipeline's models say one word, as a call would. Calls work as long as one of them does, or need none. */
export async function checkModel({ settings, standIns }: Subject, signal: AbortSignal): Promise<Finding> {
  if (standIns.model) return skipped('a stand-in plays the language model');
  const { model, agentDriver } = settings;
  if (!model) {
    if (agentDriver === 'pipeline') return failed('there is none for the pipeline', 'set LLM_PROVIDER and LLM_API_KEY');
    return skipped('none is set: a call has no pipeline to fall back on');
  }
  const provider = modelFor(model);
  const names = model.names.length > 0 ? model.names : [USUAL[model.provider]];
  const silent = (await Promise.all(names.map((name) => silenceOf(provider, name, signal)))).flat();
  const [first] = silent;
  if (!first) return ok(`${names.join(' and ')} ${names.length === 1 ? 'answers' : 'answer'}`);
  const detail = silent.map(({ name, failure }) => `${name} does not answer (${failure.code})`).join(', ');
  const isNeeded = agentDriver === 'pipeline' && silent.length === names.length;
  return (isNeeded ? failed : warning)(detail, remedyFor(first.failure));
}

interface Silence {
  name: string;
  failure: AgentFailure;
}

/** None of a model that answers. */
async function silenceOf(provider: LanguageModel, name: string, signal: AbortSignal): Promise<Silence[]> {
  try {
    await sayOneWord(provider, name, signal);
    return [];
  } catch (error) {
    if (!(error instanceof StageError)) throw error;
    return [{ name, failure: error.failure }];
  }
}

async function sayOneWord(provider: LanguageModel, name: string, signal: AbortSignal): Promise<void> {
  const request = {
    model: { name, temperature: 0 },
    instructions: 'Answer with one word.',
    messages: [{ role: 'caller', text: 'Are you there?' }] as const,
    tools: [],
    maxOutputTokens: WORD_TOKENS,
  };
  for await (const piece of provider.reply(request, signal)) if (piece.type === 'end') return;
}

function remedyFor({ kind, code }: AgentFailure): string {
  if (kind === 'refused') return 'set LLM_API_KEY to a key that is still there, and see that the account has credit';
  if (code === 'http_404') return 'check LLM_MODEL and LLM_BASE_URL: no such model is there';
  if (code === 'http_429') return 'wait a while, or have the account’s limit raised';
  if (kind === 'misused')
    return 'check LLM_PROVIDER, LLM_BASE_URL and LLM_MODEL: what is there does not take the request';
  return 'check the network, and LLM_BASE_URL if it is set';
}
