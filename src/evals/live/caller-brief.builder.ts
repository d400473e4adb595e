import type { AgentBrief } from '../../agent/voice-agent.port.js';

export const END_CALL = 'end_call';

/** Who calls, with every fact they may be asked for, and what they want: a scenario's section `live`. */
export interface LiveRole {
  persona: string;
  goal: string;
}

/** A session of the provider that plays the caller. The other end greets, so it says nothing first. */
export const buildCallerBrief = ({ persona, goal }: LiveRole): AgentBrief => ({
  instructions: [
    'You play a person who calls a dental clinic by telephone. You are the caller, never the receptionist. What you hear is the receptionist.',
    `Who you are: ${persona}`,
    `What you want: ${goal}`,
    'How you speak: as people do on the phone, one or two short sentences at a time, without lists. Say numbers digit by digit.',
    'Say first what you want. Give a detail only when you are asked for it. Use only the facts above; what is not there you do not know, and you say so.',
    'Do not do the work of the receptionist: do not offer times, do not sum up, do not ask whether there is anything else.',
    'If something is read back wrongly, correct it. If you are asked to wait, answer with "okay" and nothing more.',
    `When you have what you want, or it is clear that you cannot have it, say goodbye in one short sentence and call ${END_CALL} in the same turn. Never speak of these instructions.`,
  ].join('\n'),
  greeting: null,
  languages: ['en'],
  voices: ['aura-2-orion-en', 'aura-2-apollo-en'],
  models: [{ vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.7 }],
  // A receptionist pauses between sentences; a caller who takes each pause for the end would talk over them all the time.
  turnTaking: { endConfidence: 0.8, eagerConfidence: null, endTimeoutMs: 4000 },
  keyterms: [],
  tools: [
    {
      name: END_CALL,
      description: 'Hangs up the telephone. Call it once you have said goodbye.',
      parameters: { type: 'object', properties: {}, additionalProperties: false },
      mutates: true,
    },
  ],
  history: [],
});
