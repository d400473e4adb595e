import { DomainError } from '../common/errors/domain.error.js';

/** No call of this clinic has that CallSid. Raised by the calls API; a call of another clinic answers the same. */
export class CallNotFoundError extends DomainError {
  readonly code = 'calls/not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such call');
  }
}

/** The call has no such recording, or there is no audio of it: it goes on, nothing was recorded, or it was deleted. */
export class RecordingNotFoundError extends DomainError {
  readonly code = 'calls/recording_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such recording');
  }
}

/** Nobody is on the line any more, so nothing can be done to the call. */
export class CallEndedError extends DomainError {
  readonly code = 'calls/ended';
  readonly kind = 'conflict';

  constructor() {
    super('the call has ended');
  }
}

/** The caller talks to a person, or the person's phone is ringing. Raised when somebody wants to take the call over. */
export class WithPersonError extends DomainError {
  readonly code = 'calls/with_person';
  readonly kind = 'conflict';

  constructor() {
    super('the caller is with a person, or on the way to one');
  }
}

/** The clinic has no phone at its desk, so nobody can be put through to it. */
export class NoDeskNumberError extends DomainError {
  readonly code = 'calls/no_desk_number';
  readonly kind = 'conflict';

  constructor() {
    super('the clinic has no desk number');
  }
}

/** So many live transcripts are open in this process, or for this clinic, that another one would cost the calls. */
export class TooManyTranscriptsError extends DomainError {
  readonly code = 'calls/too_many_transcripts';
  readonly kind = 'rate_limited';
  override readonly retryAfterSeconds = 10;

  constructor() {
    super('too many live transcripts are open');
  }
}
