import type { AgentFailure } from '../voice-agent.port.js';

/** What the in-band `Error` means, by its code: whether another session could fare better, or the mistake is ours. */
const errorKinds: Readonly<Record<string, AgentFailure['kind']>> = {
  AGENT_ID_NOT_SUPPORTED: 'misused',
  ASR_CONNECTION_CLOSED: 'unavailable',
  ASR_DRIVER_TIMEOUT: 'unavailable',
  CLIENT_MESSAGE_TIMEOUT: 'unavailable',
  // All of the fallback list have failed, which may be over in a moment. A voice or a model that doesn't exist ends here too.
  FAILED_TO_SPEAK: 'unavailable',
  FAILED_TO_THINK: 'unavailable',
  FAILED_TO_START_LISTENING: 'unavailable',
  INTERNAL_SERVER_ERROR: 'unavailable',
  INVALID_AGENT_ID: 'misused',
  INVALID_SETTINGS: 'misused',
  MAXIMUM_SESSION_LENGTH_REACHED: 'unavailable',
  // The model's mistake, not ours: it made up a function.
  NON_EXISTENT_FUNCTION_CALLED: 'unavailable',
  NON_SETTINGS_MESSAGE_BEFORE_SETTINGS: 'misused',
  SERVER_GOING_AWAY: 'unavailable',
  SETTINGS_ALREADY_APPLIED: 'misused',
  UNPARSABLE_CLIENT_MESSAGE: 'misused',
  USER_AUDIO_FORMAT: 'misused',
};

/** The connection attempt was given up by its caller. */
export const ABORTED: AgentFailure = { kind: 'unavailable', code: 'aborted' };
/** No session within the time that a caller can be left waiting. */
export const CONNECT_TIMEOUT: AgentFailure = { kind: 'unavailable', code: 'connect_timeout' };
/** The peer answered pings before and answers nothing now: the network between is gone, though nobody closed anything. */
export const PEER_SILENT: AgentFailure = { kind: 'unavailable', code: 'peer_silent' };
/** What came is not a valid WebSocket frame, or too large to be one of theirs. */
export const INVALID_FRAME: AgentFailure = { kind: 'misused', code: 'invalid_frame' };
/** More messages that break the protocol than a session is allowed. */
export const PROTOCOL_FLOOD: AgentFailure = { kind: 'misused', code: 'protocol_violations' };
/** The address or the key can't even be put into a request. */
export const UNUSABLE_ADDRESS: AgentFailure = { kind: 'misused', code: 'unusable_address_or_key' };

/**
 * The upgrade was answered with a plain HTTP status instead of 101: 401 a key that is unknown or of the wrong kind, 402 an
 * account without credit, 403 a key without the right to it, 429 more sessions than the plan has.
 */
export function failureOfStatus(status: number): AgentFailure {
  const code = `http_${status}`;
  if (status === 401 || status === 402 || status === 403) return { kind: 'refused', code };
  if (status === 408 || status === 429 || status >= 500) return { kind: 'unavailable', code };
  return { kind: 'misused', code };
}

/** The upgrade failed below HTTP. Node names what happened to the network; an answer that breaks the handshake has no name. */
export function failureOfHandshake(error: Error): AgentFailure {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? { kind: 'unavailable', code } : { kind: 'misused', code: 'invalid_handshake' };
}

/** An `Error` message. Unknown codes count as passing trouble: the caller retries a few times at most. */
export function failureOfErrorCode(code: string): AgentFailure {
  return { kind: errorKinds[code] ?? 'unavailable', code };
}

/** Close codes by which a peer says that our frames are invalid, unacceptable or too large (RFC 6455 §7.4.1). */
const framesRefused: ReadonlySet<number> = new Set([1002, 1003, 1007, 1009]);

/**
 * The provider closed without an `Error`. Even 1000 is a failure: it is we who end a session, and no source says that
 * Deepgram does so on its own for a good reason.
 */
export function failureOfClose(closeCode: number): AgentFailure {
  return { kind: framesRefused.has(closeCode) ? 'misused' : 'unavailable', code: `close_${closeCode}` };
}
