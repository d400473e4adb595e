import type { LanguageModel } from '../../agent/pipeline/thinking/language-model.port.js';
import { modelFor } from '../../agent/pipeline/thinking/model.factory.js';
import { StageError } from '../../agent/pipeline/stage.types.js';
import type { AgentFailure } from '../../agent/voice-agent.port.js';
import { failed, ok, skipped, type Finding } from './doctor.types.js';
import type { Subject } from './subject.js';

/** Asked for where no name is set: the clinics' profiles name others, and which is not known here. */
const USUAL = { open_ai: 'gpt-4.1-mini', anthropic: 'claude-haiku-4-5' };
const WORD_TOKENS = 16;

/** Has the pipeline's model say one word, as a call would. */
export async function checkModel({ settings, standIns }: Subject, signal: AbortSignal): Promise<Finding> {
  if (standIns.model) return skipped('a stand-in plays the language model');
  const { model, agentDriver } = settings;
  if (!model) {
    if (agentDriver === 'pipeline') return failed('there is none for the pipeline', 'set LLM_PROVIDER and LLM_API_KEY');
    return skipped('none is set: a call has no pipeline to fall back on');
  }
  const name = model.names[0] ?? USUAL[model.provider];
  try {
    await sayOneWord(modelFor(model), name, signal);
    return ok(`${name} answers`);
  } catch (error) {
    if (!(error instanceof StageError)) throw error;
    return failed(`${name} does not answer (${error.failure.code})`, remedyFor(error.failure));
  }
}

async function sayOneWord(model: LanguageModel, name: string, signal: AbortSignal): Promise<void> {
  const request = {
    model: { name, temperature: 0 },
    instructions: 'Answer with one word.',
    messages: [{ role: 'caller', text: 'Are you there?' }] as const,
    tools: [],
    maxOutputTokens: WORD_TOKENS,
  };
  for await (const piece of model.reply(request, signal)) if (piece.type === 'end') return;
}

function remedyFor({ kind, code }: AgentFailure): string {
  if (kind === 'refused') return 'set LLM_API_KEY to a key that is still there, and see that the account has credit';
  if (code === 'http_404') return 'check LLM_MODEL and LLM_BASE_URL: no such model is there';
  return 'check the network, and LLM_BASE_URL if it is set';
}
