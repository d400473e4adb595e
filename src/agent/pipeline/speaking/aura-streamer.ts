import { WebSocket } from 'ws';
import type { Clock } from '../../../common/clock/clock.js';
import type { Logger } from '../../../common/logging/logger.js';
import * as failures from '../../deepgram/deepgram-failures.policy.js';
import { requestIdPattern } from '../../deepgram/deepgram-agent.protocol.js';
import { CONNECT_TIMEOUT_MS } from '../../deepgram/deepgram-handshake.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import { StageError } from '../stage.types.js';
import { AuraStream } from './aura-stream.js';
import { speakStreamUrl } from './aura.protocol.js';
import { SpeechStreamer, type SpeechStream, type SpeechStreamListener } from './speech-streamer.port.js';

/** Two minutes of µ-law. What is larger is not a frame of this protocol. */
const MAX_FRAME_BYTES = 1024 * 1024;

export interface AuraAccount {
  apiKey: string;
  /** Of the WebSocket or of the REST form, e.g. `wss://api.deepgram.com/v1/speak`. */
  speakUrl: string;
}

/** Deepgram's text to speech over a WebSocket, see developers.deepgram.com/docs/streaming-text-to-speech. */
export class AuraStreamer extends SpeechStreamer {
  constructor(
    private readonly account: AuraAccount,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    super();
  }

  open(voice: string, listener: SpeechStreamListener, signal: AbortSignal): Promise<SpeechStream> {
    return new Promise((resolve, reject) => {
      const fail = (failure: AgentFailure): void => reject(new StageError('speaking', failure));
      if (signal.aborted) return fail(failures.ABORTED);
      const socket = this.#dial(voice);
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
        this.log.warn('speaking.stream_refused', { ...(requestId && { requestId }), code: failure.code });
        fail(failure);
      };
      const onAbort = (): void => giveUp(failures.ABORTED);
      const stopTimer = this.clock.after(CONNECT_TIMEOUT_MS, () => giveUp(failures.CONNECT_TIMEOUT));
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
        resolve(new AuraStream(socket, requestId, listener, this.clock, this.log));
      });
    });
  }

  #dial(voice: string): WebSocket | null {
    try {
      return new WebSocket(speakStreamUrl(this.account.speakUrl, voice), {
        headers: { authorization: `Token ${this.account.apiKey}` },
        perMessageDeflate: false, // audio does not compress
        maxPayload: MAX_FRAME_BYTES,
      });
    } catch {
      return null; // the error is not passed on: it quotes the address or the header
    }
  }
}

function requestIdOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && requestIdPattern.test(header) ? header : null;
}
