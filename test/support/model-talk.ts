import { StageError } from '../../src/agent/pipeline/stage.types.js';
import type { ModelPiece, ModelRequest } from '../../src/agent/pipeline/thinking/language-model.port.js';
import type { AgentFailure, AgentTool } from '../../src/agent/voice-agent.port.js';

export const findSlots: AgentTool = {
  name: 'find_slots',
  description: 'Finds free times.',
  parameters: { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] },
  mutates: false,
};

export const endCall: AgentTool = {
  name: 'end_call',
  description: 'Ends the call.',
  parameters: { type: 'object', properties: {} },
  mutates: true,
};

export const aRequest = (changes: Partial<ModelRequest> = {}): ModelRequest => ({
  model: { name: 'test-model', temperature: 0.3 },
  instructions: 'You answer the phone.',
  messages: [{ role: 'caller', text: 'Do you have time on Tuesday?' }],
  tools: [findSlots, endCall],
  maxOutputTokens: 300,
  ...changes,
});

export async function allPieces(pieces: AsyncIterable<ModelPiece>): Promise<ModelPiece[]> {
  const all: ModelPiece[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

/** What a reply is to those who hear it: its text in one, its calls, its end. */
export async function heard(pieces: AsyncIterable<ModelPiece>) {
  const all = await allPieces(pieces);
  return {
    text: all.map((piece) => (piece.type === 'text' ? piece.text : '')).join(''),
    calls: all.flatMap((piece) => (piece.type === 'call' ? [piece.call] : [])),
    end: all.at(-1),
  };
}

/** The failure of a reply that can't be had to its end. */
export async function failureOf(pieces: AsyncIterable<ModelPiece>): Promise<AgentFailure> {
  return (await errorOf(pieces)).failure;
}

export async function errorOf(pieces: AsyncIterable<ModelPiece>): Promise<StageError> {
  try {
    await allPieces(pieces);
  } catch (error) {
    if (error instanceof StageError) return error;
    throw error;
  }
  throw new Error('the reply did not fail');
}
