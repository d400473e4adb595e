import type { BrainItem } from '../brain/brain.port.js';
import type { History } from './agent-settings.protocol.js';

/** The conversation as the wire has it, for the model: the same order, one item per function call. */
export function itemsOf(messages: readonly History[]): BrainItem[] {
  return messages.flatMap((message): BrainItem[] => {
    if ('content' in message) return [{ kind: message.role === 'user' ? 'user' : 'agent', text: message.content }];
    return message.function_calls.map((call) => ({
      kind: 'call',
      name: call.name,
      argumentsJson: call.arguments,
      resultJson: call.response,
    }));
  });
}

export interface AnsweredCall {
  id: string;
  name: string;
  argumentsJson: string;
  resultJson: string;
}

export const saidHistory = (role: 'user' | 'assistant', content: string): History => ({
  type: 'History',
  role,
  content,
});

export const callHistory = (calls: readonly AnsweredCall[]): History => ({
  type: 'History',
  function_calls: calls.map((call) => ({
    id: call.id,
    name: call.name,
    client_side: true,
    arguments: call.argumentsJson,
    response: call.resultJson,
  })),
});
