import { ANSWER_TOO_LONG, thinkingError } from './thinking-failures.policy.js';

/** Some ten times the longest reply, each token of which comes with 400 bytes around it. */
const MAX_ANSWER_BYTES = 4_000_000;

/** `fetch`, for clients that collect what comes until a line ends: an answer without end breaks off instead of filling memory. */
export async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  return response.body ? new Response(response.body.pipeThrough(byteLimit()), response) : response;
}

function byteLimit(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) controller.error(thinkingError(ANSWER_TOO_LONG));
      else controller.enqueue(chunk);
    },
  });
}
