import { WebSocket } from 'ws';
import { requestIdPattern } from '../../deepgram/deepgram-agent.protocol.js';
import * as failures from '../../deepgram/deepgram-failures.policy.js';
import { CONNECT_TIMEOUT_MS } from '../../deepgram/deepgram-handshake.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import { StageError } from '../stage.types.js';
import { listenAddress } from './listen-address.policy.js';
import { ListenStream, type StreamSurroundings } from './listen-stream.js';

/** Far more than the words of a turn take. */
const MAX_FRAME_BYTES = 1024 * 1024;

export interface ListenAccount {
  apiKey: string;
  /** Of either version, e.g. `wss://api.deepgram.com/v1/listen`. */
  url: string;
}

/**
 * Dials one stream, and resolves once it takes audio: with the answer to the upgrade.
 *
 * @throws StageError when there is none, and when `signal` is aborted before there is
 */
export function dialListening(
  account: ListenAccount,
  surroundings: StreamSurroundings,
  signal: AbortSignal,
): Promise<ListenStream> {
  const { clock, log } = surroundings;
  return new Promise((resolve, reject) => {
    const fail = (failure: AgentFailure): void => reject(new StageError('listening', failure));
    if (signal.aborted) return fail(failures.ABORTED);
    const socket = openSocket(account, surroundings);
    if (!socket) return fail(failures.UNUSABLE_ADDRESS);
    let requestId: string | null = null;
    const settle = (): void => {
      stopTimer();
      signal.removeEventListener('abort', onAbort);
      socket.removeAllListeners();
    };
    const giveUp = (failure: AgentFailure): void => {
      settle();
      socket.on('error', () => undefined); // a socket that is torn down while connecting says so once more
      socket.terminate();
      log.warn('listening.stream_refused', { ...(requestId && { requestId }), code: failure.code });
      fail(failure);
    };
    const onAbort = (): void => giveUp(failures.ABORTED);
    const stopTimer = clock.after(CONNECT_TIMEOUT_MS, () => giveUp(failures.CONNECT_TIMEOUT));
    signal.addEventListener('abort', onAbort);
    socket.on('upgrade', ({ headers }) => (requestId = requestIdOf(headers['dg-request-id'])));
    socket.on('unexpected-response', (_request, { headers, statusCode }) => {
      requestId = requestIdOf(headers['dg-request-id']);
      giveUp(failures.failureOfStatus(statusCode ?? 0));
    });
    socket.on('error', (error) => giveUp(failures.failureOfHandshake(error)));
    socket.on('close', (code) => giveUp(failures.failureOfClose(code)));
    // Taken over within the event: frames in the same TCP segment follow in the same tick.
    socket.on('open', () => {
      settle();
      resolve(new ListenStream({ socket, requestId }, surroundings));
    });
  });
}

function openSocket({ url, apiKey }: ListenAccount, { dialect, wish }: StreamSurroundings): WebSocket | null {
  try {
    return new WebSocket(listenAddress(url, dialect.version, dialect.query(wish)), {
      headers: { authorization: `Token ${apiKey}` },
      perMessageDeflate: false, // audio does not compress
      maxPayload: MAX_FRAME_BYTES,
    });
  } catch {
    return null; // the error is not passed on: it quotes the address or the header
  }
}

function requestIdOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && requestIdPattern.test(header) ? header : null;
}
