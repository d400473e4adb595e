import type { IncomingHttpHeaders } from 'node:http';
import { chatCompletion, chatError, chatFrames } from './chat-answer.builder.js';
import { readChatRequest } from './chat-question.policy.js';
import { messageError, messageFrames, wholeMessage } from './message-answer.builder.js';
import { readMessageRequest } from './message-question.policy.js';
import type { Answer, AnswerFrames, LlmVendor, ModelQuestion, ReadQuestion, Refusal } from './model-question.types.js';
import { refusalFor } from './refusals.policy.js';
import { sse } from './sse.codec.js';

/** What a vendor's API has of its own. */
export interface LlmProtocol {
  vendor: LlmVendor;
  path: string;
  /** Header of answers. */
  requestIdHeader: string;
  /** Before the ids of calls. */
  callIdPrefix: string;
  /** What is wrong with the headers, apart from the key; null when nothing is. */
  refuseHeaders(headers: IncomingHttpHeaders): Refusal | null;
  credentialIn(headers: IncomingHttpHeaders): string | null;
  read(body: unknown): ReadQuestion;
  frames(answer: Answer, question: ModelQuestion): AnswerFrames;
  whole(answer: Answer): object;
  error(refusal: Refusal, requestId: string): object;
  /** An error in a stream whose head says that all is well. */
  errorFrame(requestId: string): string;
  /** The model, and the list of models. */
  model(name: string): object;
  models(names: readonly string[]): object;
}

const bearerIn = ({ authorization }: IncomingHttpHeaders): string | null =>
  /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? null;

/** When all models of the stand-in were made. */
const MADE_S = 1_750_000_000;
const MADE_AT = '2025-06-15T15:06:40Z';

const openAiModel = (id: string) => ({ id, object: 'model', created: MADE_S, owned_by: 'simulation' });

export const OPENAI_PROTOCOL: LlmProtocol = {
  vendor: 'open_ai',
  path: '/v1/chat/completions',
  requestIdHeader: 'x-request-id',
  callIdPrefix: 'call_',
  refuseHeaders: () => null,
  credentialIn: bearerIn,
  read: readChatRequest,
  frames: (answer, question) => chatFrames(answer, question.countsTokens),
  whole: chatCompletion,
  error: chatError,
  errorFrame: () => sse(chatError(refusalFor('open_ai', 500))),
  model: openAiModel,
  models: (names) => ({ object: 'list', data: names.map(openAiModel) }),
};

const anthropicModel = (id: string) => ({ type: 'model', id, display_name: id, created_at: MADE_AT });

export const ANTHROPIC_PROTOCOL: LlmProtocol = {
  vendor: 'anthropic',
  path: '/v1/messages',
  requestIdHeader: 'request-id',
  callIdPrefix: 'toolu_',
  refuseHeaders: (headers) =>
    headers['anthropic-version'] === undefined
      ? { status: 400, type: 'invalid_request_error', message: 'anthropic-version: header is required' }
      : null,
  credentialIn: (headers) => {
    const key = headers['x-api-key'];
    return typeof key === 'string' ? key : bearerIn(headers);
  },
  read: readMessageRequest,
  frames: messageFrames,
  whole: wholeMessage,
  error: messageError,
  errorFrame: (requestId) => sse(messageError(refusalFor('anthropic', 529), requestId), 'error'),
  model: anthropicModel,
  models: (names) => ({
    data: names.map(anthropicModel),
    has_more: false,
    first_id: names[0] ?? null,
    last_id: names.at(-1) ?? null,
  }),
};
