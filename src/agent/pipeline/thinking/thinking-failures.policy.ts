import { failureOfStatus, UNUSABLE_ADDRESS } from '../../deepgram/deepgram-failures.policy.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import { StageError } from '../stage.types.js';

/** Nothing of a reply within the time that a caller can be left waiting. */
export const FIRST_PIECE_LATE: AgentFailure = { kind: 'unavailable', code: 'first_piece_late' };
/** A reply that had begun, and doesn't go on. */
export const STALLED: AgentFailure = { kind: 'unavailable', code: 'stalled' };
/** A reply that goes on for longer than anybody listens. */
export const REPLY_LATE: AgentFailure = { kind: 'unavailable', code: 'reply_late' };
/** The stream ended before the model said that its reply is complete, and no word of it can be used. */
export const STREAM_CUT: AgentFailure = { kind: 'unavailable', code: 'stream_cut' };
/** A reply that is complete, and neither says nor asks for anything. */
export const EMPTY_REPLY: AgentFailure = { kind: 'unavailable', code: 'empty_reply' };
/** More bytes than any reply has. */
export const ANSWER_TOO_LONG: AgentFailure = { kind: 'misused', code: 'answer_too_long' };
/** What came is no stream of theirs. */
export const INVALID_STREAM: AgentFailure = { kind: 'misused', code: 'invalid_stream' };
/** A brief without a model. */
export const NO_MODEL: AgentFailure = { kind: 'misused', code: 'no_model' };

/**
 * What an error inside a stream means, by its type or code: there the status has been sent already. A closed list, since
 * only these may be logged: anything else that such an error carries may quote the call.
 */
const streamErrors: Readonly<Record<string, AgentFailure['kind']>> = {
  api_error: 'unavailable',
  authentication_error: 'refused',
  billing_error: 'refused',
  invalid_request_error: 'misused',
  not_found_error: 'misused',
  overloaded_error: 'unavailable',
  permission_error: 'refused',
  rate_limit_error: 'unavailable',
  rate_limit_exceeded: 'unavailable',
  server_error: 'unavailable',
  timeout_error: 'unavailable',
};

export const thinkingError = (failure: AgentFailure): StageError => new StageError('thinking', failure);

/** The request was not answered by a stream: by a status, or not at all. Reads what both vendors' clients throw. */
export function failureOfRequest(error: unknown): AgentFailure {
  return known(error) ?? networkFailure(error) ?? UNUSABLE_ADDRESS;
}

/** The stream broke, or told of an error. */
export function failureOfStream(error: unknown): AgentFailure {
  return known(error) ?? networkFailure(error) ?? errorInStream(error) ?? INVALID_STREAM;
}

function known(error: unknown): AgentFailure | null {
  for (const link of causes(error)) if (link instanceof StageError) return link.failure;
  const { status, code } = fieldsOf(error);
  if (typeof status !== 'number') return null;
  // OpenAI answers an account without credit like one with too many requests, though waiting helps only the latter.
  return code === 'insufficient_quota' ? failureOfStatus(402) : failureOfStatus(status);
}

/** The clients wrap what `fetch` throws, which names what happened to the network in its own cause. */
function networkFailure(error: unknown): AgentFailure | null {
  let last: unknown = error;
  for (const link of causes(error)) {
    const { code } = fieldsOf(link);
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) {
      return code.startsWith('ERR_INVALID') ? UNUSABLE_ADDRESS : { kind: 'unavailable', code };
    }
    last = link;
  }
  return isConnectionTimeout(last) ? { kind: 'unavailable', code: 'connect_timeout' } : null;
}

/** Both clients drop the cause of a connection that took too long. */
const isConnectionTimeout = (error: unknown): boolean =>
  error instanceof Error && error.constructor.name === 'APIConnectionTimeoutError';

function errorInStream(error: unknown): AgentFailure | null {
  const { error: told, type, code } = fieldsOf(error);
  if (told === undefined) return null;
  const status = Number(code);
  if (status >= 400 && status < 600) return failureOfStatus(status);
  if (code === 'insufficient_quota') return failureOfStatus(402);
  for (const name of [type, code]) {
    const kind = typeof name === 'string' && Object.hasOwn(streamErrors, name) ? streamErrors[name] : undefined;
    if (kind) return { kind, code: name as string };
  }
  return { kind: 'unavailable', code: 'error_in_stream' };
}

function* causes(error: unknown): Generator<unknown> {
  // Five, in case that one of them is its own cause.
  for (let [link, depth] = [error, 0]; link && depth < 5; depth += 1, link = fieldsOf(link).cause) yield link;
}

interface ErrorFields {
  status?: unknown;
  code?: unknown;
  type?: unknown;
  error?: unknown;
  cause?: unknown;
}

const fieldsOf = (error: unknown): ErrorFields => (typeof error === 'object' && error !== null ? error : {});
