import type { Answer, AnswerFrames, Refusal, ReplyPiece } from './model-question.types.js';
import { wholeReply } from './reply-pieces.policy.js';
import { sse } from './sse.codec.js';

/*
 * Answers of OpenAI's chat completions. https://platform.openai.com/docs/api-reference/chat-streaming
 */

const finishReasons = { said: 'stop', calls: 'tool_calls', cut: 'length' } as const;

/** @param countsTokens whether the client asked for `include_usage`: then every chunk has the field, and a last one the count */
export function chatFrames(answer: Answer, countsTokens: boolean): AnswerFrames {
  const chunk = (choices: object[], usage: object | null = null): string =>
    sse({ ...headOf(answer, 'chat.completion.chunk'), choices, ...(countsTokens ? { usage } : {}) });
  const delta = (value: object, finish_reason: string | null = null): string =>
    chunk([{ index: 0, delta: value, logprobs: null, finish_reason }]);
  const content = answer.pieces[0]?.type === 'call' ? null : '';
  return {
    opening: delta({ role: 'assistant', content, refusal: null }),
    pieces: answer.pieces.map((piece) => delta(deltaOf(piece))),
    closing:
      delta({}, finishReasons[answer.finish]) + (countsTokens ? chunk([], usageOf(answer)) : '') + 'data: [DONE]\n\n',
  };
}

function deltaOf(piece: ReplyPiece): object {
  if (piece.type === 'text') return { content: piece.text };
  const { index } = piece;
  if (piece.type === 'arguments') return { tool_calls: [{ index, function: { arguments: piece.json } }] };
  return { tool_calls: [{ index, id: piece.id, type: 'function', function: { name: piece.name, arguments: '' } }] };
}

export function chatCompletion(answer: Answer): object {
  const { text, calls } = wholeReply(answer.pieces);
  const message = {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    refusal: null,
    annotations: [],
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map(({ id, name, argumentsJson }) => ({
            id,
            type: 'function',
            function: { name, arguments: argumentsJson },
          })),
        }),
  };
  return {
    ...headOf(answer, 'chat.completion'),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReasons[answer.finish] }],
    usage: usageOf(answer),
  };
}

const headOf = ({ id, model, createdS }: Answer, object: string) => ({
  id: `chatcmpl-${id}`,
  object,
  created: createdS,
  model,
  service_tier: 'default',
  system_fingerprint: null,
});

const usageOf = ({ tokens: { input, output, cacheRead } }: Answer) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cacheRead, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
});

export const chatError = ({ message, type, param = undefined, code = undefined }: Refusal): object => ({
  error: { message, type, param: param ?? null, code: code ?? null },
});
