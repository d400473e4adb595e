import { DomainError } from '../common/errors/domain.error.js';

/** Another process is sending this text at the moment, or died while it did. Raised to the job, which is tried again. */
export class TextUnderWayError extends DomainError {
  readonly code = 'messaging/text_under_way';
  readonly kind = 'conflict';
  override readonly retryable = true;

  constructor() {
    super('another process is sending this text');
  }
}
