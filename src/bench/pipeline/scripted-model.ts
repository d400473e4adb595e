import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that waits for its answer. */
export class ModelExchange {
  constructor(private readonly response: ServerResponse) {}

  /** All of it at once, word by word as models stream it. Who asked may be gone: nothing happens then. */
  answer(words: readonly string[]): void {
    const chunks = [
      ...words.map((word, i) => chunk({ content: i === 0 ? word : ` ${word}` }, null)),
      chunk({}, 'stop'),
      'data: [DONE]\n\n',
    ];
    this.response.writeHead(200, { 'content-type': 'text/event-stream' });
    this.response.end(chunks.join(''));
  }
}

/** A language model with no mind of its own, which speaks OpenAI's protocol. */
export class ScriptedModel {
  /** All of a request has come. One turn is taken at a time: it is that turn's. */
  onAsked: (exchange: ModelExchange) => void = () => undefined;

  receive(request: IncomingMessage, response: ServerResponse): void {
    response.on('error', () => undefined);
    request.resume().on('end', () => this.onAsked(new ModelExchange(response)));
  }
}

function chunk(delta: object, finishReason: 'stop' | null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ id: 'bench', object: 'chat.completion.chunk', created: 1, model: 'bench', choices })}\n\n`;
}
