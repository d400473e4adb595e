import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { AgentBrief, AgentTool } from '../agent/voice-agent.port.js';
import type { ClinicProfile } from '../clinics/clinics.types.js';
import type { AgentSettings, Language } from '../profiles/agent-profile.types.js';
import { greetingOf } from '../profiles/phrase-lines.builder.js';
import type { TakenUp } from './history.builder.js';
import { buildPrompt } from './prompt.builder.js';
import type { DoneUnnoticed } from './tools/tool.desk.js';
import type { CallScope, Tool } from './tools/tool.types.js';

/** What a call is about, as far as the agent has to know it. */
export interface Occasion {
  profile: ClinicProfile;
  agent: AgentSettings;
  /** The first words to somebody whom we called, after their hello; null when they called us. */
  opening: string | null;
  tools: Tool[];
  scope: CallScope;
}

/** What the agent is told before it is heard. `greets`: it has the first word. */
export function buildBrief(
  occasion: Occasion,
  language: Language,
  { history, pickUp: { how } }: TakenUp,
  greets: boolean,
  now: Temporal.Instant,
  emergency: readonly string[] = [],
): AgentBrief {
  const { profile, agent, tools } = occasion;
  return {
    instructions: instructionsOf(occasion, language, now, [], emergency),
    greeting: greets && how === 'greet' ? greetingOf(agent, profile.name, language) : null,
    ...speechIn(language, agent),
    models: agent.models,
    turnTaking: agent.turnTaking,
    keyterms: [profile.name, ...profile.providers.map((provider) => provider.name), ...agent.keyterms],
    tools: tools.map(describeTool),
    history,
  };
}

/** The language that is spoken now, before the others that callers may switch to. */
export const speechIn = (language: Language, { languages, voices }: AgentSettings) => ({
  languages: [language, ...languages.filter((other) => other !== language)],
  voices: voices[language],
});

/** `done`: what was done in this call without the agent's having been told; `emergency`: lines about one, if there is one. */
export function instructionsOf(
  occasion: Occasion,
  language: Language,
  now: Temporal.Instant,
  done: readonly DoneUnnoticed[],
  emergency: readonly string[] = [],
): string {
  const lines = done.map(({ name, argumentsJson, resultJson }) => `- ${name} ${argumentsJson} gave ${resultJson}`);
  return [
    buildPrompt(occasion, language, now),
    ...(lines.length > 0 ? ['', 'Done in this call so far:', ...lines] : []),
    ...(emergency.length > 0 ? ['', ...emergency] : []),
  ].join('\n');
}

const describeTool = ({ name, description, schema, mutates }: Tool): AgentTool => ({
  name,
  description,
  parameters: z.toJSONSchema(schema),
  mutates,
});
