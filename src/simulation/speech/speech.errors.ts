import { DomainError } from '../../common/errors/domain.error.js';

/** The synthesiser of the stand-ins failed or was closed. Raised by `Speech.render`. */
export class SpeechError extends DomainError {
  readonly code = 'simulation/speech_failed';
  readonly kind = 'unavailable';
}
