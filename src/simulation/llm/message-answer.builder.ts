import type { Answer, AnswerFrames, Refusal, ReplyPiece } from './model-question.types.js';
import { wholeReply } from './reply-pieces.policy.js';
import { sse } from './sse.codec.js';

/*
 * Answers of Anthropic's messages. https://platform.claude.com/docs/en/build-with-claude/streaming
 */

const stopReasons = { said: 'end_turn', calls: 'tool_use', cut: 'max_tokens' } as const;

const event = (type: string, fields: object = {}): string => sse({ type, ...fields }, type);

export function messageFrames(answer: Answer): AnswerFrames {
  const blocks = new BlockFrames();
  const start = { ...headOf(answer), content: [], stop_reason: null, usage: usageOf(answer, 1) };
  const { output } = answer.tokens;
  return {
    opening: event('message_start', { message: start }) + event('ping'),
    pieces: answer.pieces.map((piece) => blocks.frameOf(piece)),
    closing:
      blocks.end() +
      event('message_delta', {
        delta: { stop_reason: stopReasons[answer.finish], stop_sequence: null },
        usage: { output_tokens: output },
      }) +
      event('message_stop'),
  };
}

/** Text, and each call, are blocks of their own, begun and ended by events. */
class BlockFrames {
  private index = -1;
  private open: 'text' | 'call' | null = null;

  frameOf(piece: ReplyPiece): string {
    switch (piece.type) {
      case 'text': {
        const start = this.open === 'text' ? '' : this.begin('text', { type: 'text', text: '' });
        return start + this.delta({ type: 'text_delta', text: piece.text });
      }
      case 'call': {
        const { id, name } = piece;
        const start = this.begin('call', { type: 'tool_use', id, name, input: {} });
        return start + this.delta({ type: 'input_json_delta', partial_json: '' });
      }
      case 'arguments':
        return this.delta({ type: 'input_json_delta', partial_json: piece.json });
    }
  }

  end(): string {
    if (this.open === null) return '';
    this.open = null;
    return event('content_block_stop', { index: this.index });
  }

  private begin(kind: 'text' | 'call', content_block: object): string {
    const ended = this.end();
    this.index += 1;
    this.open = kind;
    return ended + event('content_block_start', { index: this.index, content_block });
  }

  private delta(delta: object): string {
    return event('content_block_delta', { index: this.index, delta });
  }
}

export function wholeMessage(answer: Answer): object {
  const { text, calls } = wholeReply(answer.pieces);
  return {
    ...headOf(answer),
    content: [
      ...(text === '' ? [] : [{ type: 'text', text, citations: null }]),
      ...calls.map(({ id, name, argumentsJson }) => ({ type: 'tool_use', id, name, input: inputOf(argumentsJson) })),
    ],
    stop_reason: stopReasons[answer.finish],
    usage: usageOf(answer, answer.tokens.output),
  };
}

/** A call that was cut, or written badly, has no input that could be told. */
function inputOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}

const headOf = ({ id, model }: Answer) => ({
  id: `msg_${id}`,
  type: 'message',
  role: 'assistant',
  model,
  stop_sequence: null,
});

/** Here `input_tokens` are those that have nothing to do with the cache. */
const usageOf = ({ tokens: { input, cacheRead, cacheWritten } }: Answer, output_tokens: number) => ({
  input_tokens: input - cacheRead - cacheWritten,
  cache_creation_input_tokens: cacheWritten,
  cache_read_input_tokens: cacheRead,
  output_tokens,
  service_tier: 'standard',
});

export const messageError = ({ type, message }: Refusal, requestId: string): object => ({
  type: 'error',
  error: { type, message },
  request_id: requestId,
});
