import { DomainError } from '../../common/errors/domain.error.js';

/** The clinic has no provider of that id; another clinic's answers the same. Raised also for ids in bodies. */
export class ProviderNotFoundError extends DomainError {
  readonly code = 'scheduling/provider_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such provider');
  }
}

/** A provider's role can't change while types of visit name them: they could not lead those any more. Take them out there first. */
export class ProviderLeadsTypesError extends DomainError {
  readonly code = 'scheduling/provider_leads_types';
  readonly kind = 'conflict';

  constructor(readonly typeIds: readonly string[]) {
    super(`named by appointment types ${typeIds.slice(0, 20).join(', ')}`);
  }
}

/** The clinic has no operatory of that id; another clinic's answers the same. */
export class OperatoryNotFoundError extends DomainError {
  readonly code = 'scheduling/operatory_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such operatory');
  }
}

/** Callers and the receptionist tell types by their names: another type of the clinic has this one, in use or not. */
export class TypeNameTakenError extends DomainError {
  readonly code = 'scheduling/type_name_taken';
  readonly kind = 'conflict';

  constructor() {
    super('another appointment type has this name');
  }
}

/** No day of that id has hours of its own. */
export class HoursOverrideNotFoundError extends DomainError {
  readonly code = 'scheduling/hours_override_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('that day has no hours of its own');
  }
}

/** The day has hours of its own already. Change those. */
export class HoursOverrideExistsError extends DomainError {
  readonly code = 'scheduling/hours_override_exists';
  readonly kind = 'conflict';

  constructor() {
    super('that day has hours of its own already');
  }
}

/** The clinic has no blockout of that id; another clinic's answers the same. */
export class BlockoutNotFoundError extends DomainError {
  readonly code = 'scheduling/blockout_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such blockout');
  }
}

/** It was read from a calendar outside, and goes when its appointment there goes, or with the import. */
export class CalendarBlockoutError extends DomainError {
  readonly code = 'scheduling/blockout_of_calendar';
  readonly kind = 'conflict';

  constructor() {
    super('read from a calendar outside: remove the appointment there, or the import');
  }
}

/** The clinic has no weekly blockout of that id; another clinic's answers the same. */
export class WeeklyBlockoutNotFoundError extends DomainError {
  readonly code = 'scheduling/weekly_blockout_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('no such weekly blockout');
  }
}
