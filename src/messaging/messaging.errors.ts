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

/** No text of this clinic has that id. Raised by the messages API; a text of another clinic answers the same. */
export class MessageNotFoundError extends DomainError {
  readonly code = 'messaging/message_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such message');
  }
}

/** Whoever has this number has said that they want no texts. Nothing was written down or sent. */
export class TextUnwantedError extends DomainError {
  readonly code = 'messaging/unwanted';
  readonly kind = 'conflict';

  constructor() {
    super('this number wants no texts');
  }
}

/** The number is of a kind, or in a place, that the clinic's calls and texts don't go to. Nothing was written down or sent. */
export class TextOutOfBoundsError extends DomainError {
  readonly code = 'messaging/out_of_bounds';
  readonly kind = 'conflict';

  constructor() {
    super("the clinic's texts don't go to this number");
  }
}

/** The clinic has no phone number that a text could come from. */
export class NoTextingNumberError extends DomainError {
  readonly code = 'messaging/no_number';
  readonly kind = 'conflict';

  constructor() {
    super('the clinic has no phone number');
  }
}
