import { DomainError } from '../common/errors/domain.error.js';
import type { AppointmentId } from '../common/ids/ids.js';
import type { AppointmentStatus } from './scheduling.types.js';
import type { SlotItem } from './slot-item.types.js';

/** The clinic has no appointment type of that id. Raised by searches and bookings; another clinic's type answers the same. */
export class AppointmentTypeNotFoundError extends DomainError {
  readonly code = 'scheduling/type_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such appointment type');
  }
}

/** The clinic has no visit of that id; another clinic's answers the same. */
export class AppointmentNotFoundError extends DomainError {
  readonly code = 'scheduling/appointment_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such appointment');
  }
}

/** A visit was to be moved to a time that was found for another type. */
export class AppointmentTypeDiffersError extends DomainError {
  readonly code = 'scheduling/type_differs';
  readonly kind = 'invalid';

  constructor() {
    super('a visit is moved to a time of its own type');
  }
}

/** A key that was used for something else before. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'scheduling/key_reused';
  readonly kind = 'conflict';

  constructor() {
    super('this idempotency key was used for something else');
  }
}

/** A visit can't go from the status it has to the one that was asked for, or not now. */
export class TransitionNotAllowedError extends DomainError {
  readonly code = 'scheduling/transition_not_allowed';
  readonly kind = 'conflict';

  constructor(
    readonly from: AppointmentStatus,
    readonly to: AppointmentStatus,
    when: 'at_all' | 'before_start' | 'after_start' = 'at_all',
  ) {
    super(`a visit that is ${from} can't become ${to}${WHEN[when]}`);
  }
}
const WHEN = { at_all: '', before_start: ' before it begins', after_start: ' once it has begun' };

/** A visit was given up, and by now somebody else has its time, or its patient has to be elsewhere. */
export class AppointmentTimeTakenError extends DomainError {
  readonly code = 'scheduling/visit_time_taken';
  readonly kind = 'conflict';

  constructor() {
    super('the time of this visit has been taken since');
  }
}

/** Whoever wanted to hold a time is gone: the call is over. */
export class HoldOwnerGoneError extends DomainError {
  readonly code = 'scheduling/hold_owner_gone';
  readonly kind = 'conflict';

  constructor() {
    super('the call that wanted to hold a time is over');
  }
}

/** The clinic has no provider or chair of that id. Raised when time is blocked; another clinic's answers the same. */
export class ResourceNotFoundError extends DomainError {
  readonly code = 'scheduling/resource_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such provider or chair');
  }
}

/** Time can't be blocked because there are visits in it, or somebody is deciding about one. Move the visits, or choose other time. */
export class TimeTakenError extends DomainError {
  readonly code = 'scheduling/time_taken';
  readonly kind = 'conflict';

  /** @param holds of callers and of offers, which end by themselves */
  constructor(
    readonly appointmentIds: readonly string[],
    readonly holds: number,
  ) {
    super(`in that time: visits ${appointmentIds.slice(0, 20).join(', ') || 'none'}; holds: ${holds}`);
  }
}

/** Staff or an integration wants a time that somebody has, or that the rules do not allow. The problem names the nearest others. */
export class SlotTakenError extends DomainError {
  readonly code = 'scheduling/slot_taken';
  readonly kind = 'conflict';
  override readonly extensions: { alternatives: readonly SlotItem[] };

  constructor(alternatives: readonly SlotItem[]) {
    super("somebody has this time, or the clinic's rules do not allow it");
    this.extensions = { alternatives };
  }
}

/** The patient has to be elsewhere in the clinic at that time. */
export class PatientBusyError extends DomainError {
  readonly code = 'scheduling/patient_busy';
  readonly kind = 'conflict';

  constructor(appointmentId: AppointmentId) {
    super(`the patient has another visit at that time: ${appointmentId}`);
  }
}

/** The clinic holds no such time, or not any more; another clinic's hold answers the same. */
export class HoldNotFoundError extends DomainError {
  readonly code = 'scheduling/hold_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such hold');
  }
}

/** A visit was to be booked with a hold that has expired, was released or used, or never was. The time may be free still. */
export class HoldGoneError extends DomainError {
  readonly code = 'scheduling/hold_gone';
  readonly kind = 'conflict';

  constructor() {
    super('there is no such hold any more');
  }
}

/** Only who holds a time books with the hold or releases it. Everybody else waits until it expires. */
export class HoldOfAnotherError extends DomainError {
  readonly code = 'scheduling/hold_of_another';
  readonly kind = 'conflict';

  constructor() {
    super('somebody else holds this time');
  }
}

/** One key or member of the staff holds as many times as anybody may. They expire by themselves. */
export class TooManyHoldsError extends DomainError {
  readonly code = 'scheduling/too_many_holds';
  readonly kind = 'conflict';

  constructor(most: number) {
    super(`at most ${most} times can be held at once`);
  }
}
