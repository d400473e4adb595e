import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import type { AppointmentTypeId, ProviderId } from '../common/ids/ids.js';
import { MAX_AVAILABILITY_DAYS } from '../scheduling/availability-query.types.js';
import { DeskVisits } from '../scheduling/desk-visits.service.js';
import { SlotHolds } from '../scheduling/slot-holds.service.js';
import type { Appointment } from './fhir.types.js';
import { FreeTime } from './free-time.service.js';
import { appointmentOf, pendingOf, proposalOf } from './resources.builder.js';
import type { BookParameters, ChosenTime, FindParameters, HoldParameters } from './scheduling-operations.types.js';

/** No page has more proposals: who wants others asks for a later start. */
const MOST_PROPOSALS = 100;
const HELD_MINUTES = 5;

/** From what is free to a visit, by the steps of the IHE Scheduling profile and the services of the desk. */
@Injectable()
export class SchedulingOperations {
  constructor(
    private readonly free: FreeTime,
    private readonly holds: SlotHolds,
    private readonly visits: DeskVisits,
    private readonly clinics: ClinicsService,
  ) {}

  /** The first times of a range, soonest first. @throws InvalidInputError, FhirNotFoundError */
  async find({ clinicId }: Principal, { parameter }: FindParameters): Promise<Appointment[]> {
    const { timeZone } = await this.clinics.get(clinicId);
    const from = only(parameter, 'start').valueDateTime;
    const to = only(parameter, 'end').valueDateTime;
    const typeId = only(parameter, 'visit-type').valueCodeableConcept;
    if (Temporal.Instant.compare(from, to) >= 0) throw wrong('end', 'is not after the start');
    const [first, last] = [from, to.subtract({ milliseconds: 1 })].map((at) =>
      at.toZonedDateTimeISO(timeZone).toPlainDate(),
    );
    if (first && last && first.until(last).days >= MAX_AVAILABILITY_DAYS) {
      throw wrong('end', `at most ${MAX_AVAILABILITY_DAYS} days can be asked for at once`);
    }
    const providerId = maybe(parameter, 'practitioner')?.valueReference;
    const operatoryId = maybe(parameter, 'location')?.valueReference;
    const found = await this.free.between(clinicId, { typeId, providerId, operatoryId }, { from, to }, MOST_PROPOSALS);
    return found.map(({ slot, item, typeName }) => proposalOf(slot, item, typeName));
  }

  /** Keeps a time for some minutes. @throws InvalidInputError, SlotTakenError, TooManyHoldsError */
  async hold(principal: Principal, { parameter }: HoldParameters): Promise<Appointment> {
    const chosen = only(parameter, 'appointment-reference').valueReference;
    if (chosen.kind !== 'proposed') throw wrong('appointment-reference', 'is held already');
    const hold = await this.holds.hold(principal, { ...chosen.slot, forMinutes: HELD_MINUTES });
    return pendingOf(hold, await this.free.typeName(principal.clinicId, chosen.slot.typeId));
  }

  /** @throws InvalidInputError, SlotTakenError, PatientBusyError, HoldGoneError, HoldNotFoundError, HoldOfAnotherError */
  async book(principal: Principal, { parameter }: BookParameters): Promise<Appointment> {
    const chosen = only(parameter, 'appointment-reference').valueReference;
    const patientId = only(parameter, 'patient-reference').valueReference;
    const time = await this.timeOf(principal, chosen);
    return appointmentOf(await this.visits.book(principal, { ...time, patientId }));
  }

  private async timeOf(principal: Principal, chosen: ChosenTime) {
    if (chosen.kind === 'proposed') return chosen.slot;
    const { holdId } = chosen;
    const { typeId, provider, startsAt } = await this.holds.get(principal, holdId);
    return {
      typeId: typeId as AppointmentTypeId,
      providerId: provider.id as ProviderId,
      startsAt: Temporal.Instant.from(startsAt),
      holdId,
    };
  }
}

type Named<Parameter, Name> = Extract<Parameter, { name: Name }>;

/** @throws InvalidInputError when it is not there, or more than once */
function only<Parameter extends { name: string }, Name extends Parameter['name']>(
  parameters: readonly Parameter[],
  name: Name,
): Named<Parameter, Name> {
  const found = maybe(parameters, name);
  if (!found) throw wrong(name, 'is needed');
  return found;
}

function maybe<Parameter extends { name: string }, Name extends Parameter['name']>(
  parameters: readonly Parameter[],
  name: Name,
): Named<Parameter, Name> | undefined {
  const [found, another] = parameters.filter((one): one is Named<Parameter, Name> => one.name === name);
  if (another) throw wrong(name, 'is there more than once');
  return found;
}

const wrong = (field: string, detail: string): InvalidInputError => new InvalidInputError([{ field, detail }]);
