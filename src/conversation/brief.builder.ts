import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { AgentBrief, AgentTool } from '../agent/voice-agent.port.js';
import type { ClinicProfile } from '../clinics/clinics.types.js';
import type { pickUp } from './history.builder.js';
import { buildPrompt } from './prompt.builder.js';
import type { CallScope, Tool } from './tools/tool.types.js';

/** What a call is about, as far as the agent has to know it. */
export interface Occasion {
  profile: ClinicProfile;
  /** The first words to a caller. */
  greeting: string;
  /** The first words to somebody whom we called, after their hello; null when they called us. */
  opening: string | null;
  tools: Tool[];
  scope: CallScope;
}

/** What the agent is told before it is heard: a conversation that goes on is not greeted again. */
export function buildBrief(
  { profile, greeting, opening, scope, tools }: Occasion,
  { history, pickUp: { how } }: ReturnType<typeof pickUp>,
  now: Temporal.Instant,
): AgentBrief {
  return {
    instructions: buildPrompt(profile, scope, now, opening),
    greeting: how === 'greet' && opening === null ? greeting : null,
    language: 'en',
    voice: profile.voiceModel,
    keyterms: [profile.name, ...profile.providers.map((provider) => provider.name)],
    tools: tools.map(describeTool),
    history,
  };
}

const describeTool = ({ name, description, schema, mutates }: Tool): AgentTool => ({
  name,
  description,
  parameters: z.toJSONSchema(schema),
  mutates,
});
