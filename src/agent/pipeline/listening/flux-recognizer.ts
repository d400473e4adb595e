import type { Clock } from '../../../common/clock/clock.js';
import type { Logger } from '../../../common/logging/logger.js';
import { flux } from './flux.protocol.js';
import { dialListening, type ListenAccount } from './listen-handshake.js';
import { Recognizer, type ListeningWish, type Recognition, type RecognitionListener } from './recognizer.port.js';

/** Deepgram's recogniser that judges turns itself (listen v2). */
export class FluxRecognizer extends Recognizer {
  constructor(
    private readonly account: ListenAccount,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    super();
  }

  connect(wish: ListeningWish, listener: RecognitionListener, signal: AbortSignal): Promise<Recognition> {
    const { account, clock, log } = this;
    return dialListening(account, { dialect: flux, wish, listener, clock, log }, signal);
  }
}
