import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { ClinicsService } from '../clinics/clinics.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import type {
  AppointmentId,
  AppointmentTypeId,
  HoldId,
  OperatoryId,
  PatientId,
  ProviderId,
} from '../common/ids/ids.js';
import { AppointmentQuery } from '../scheduling/appointment-list.types.js';
import { AppointmentsService } from '../scheduling/appointments.service.js';
import { SlotHolds } from '../scheduling/slot-holds.service.js';
import { ourStatusesOf } from './appointment-status.policy.js';
import { FhirNotFoundError } from './fhir.errors.js';
import { APPOINTMENT_STATUSES, type Appointment } from './fhir.types.js';
import { FreeTime } from './free-time.service.js';
import { referenceParameter } from './reference.types.js';
import { appointmentOf, holdIn, pendingOf } from './resources.builder.js';
import { isEmpty, rangeOf, type SearchDate } from './search-date.policy.js';
import { codesOf, pageOfSearch, searchDates } from './search-parameters.types.js';

const SORTS = {
  date: 'startsAt',
  '-date': '-startsAt',
  _lastUpdated: 'changedAt',
  '-_lastUpdated': '-changedAt',
} as const;
const SORT_NAMES = ['date', '-date', '_lastUpdated', '-_lastUpdated'] as const;

export const AppointmentSearch = z.strictObject({
  date: searchDates.optional().describe('When it begins. All when absent.'),
  patient: referenceParameter<PatientId>('Patient').optional(),
  practitioner: referenceParameter<ProviderId>('Practitioner').optional(),
  location: referenceParameter<OperatoryId>('Location').optional(),
  actor: z
    .string()
    .regex(
      /^(Practitioner|Location|Patient)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
      'expected a reference with its type',
    )
    .optional()
    .describe('A practitioner, a location or a patient, with its type.')
    .meta({ example: 'Practitioner/7f6a5b1e-0c52-4a39-9d43-6f0e2a1b8c11' }),
  status: codesOf(APPOINTMENT_STATUSES).optional().describe('`proposed` finds nothing: proposals are not kept.'),
  _lastUpdated: searchDates.optional().describe('Changed then or later: `ge`.'),
  _sort: z.enum(SORT_NAMES).default('date'),
  ...pageOfSearch(z.record(z.string(), z.union([z.string().max(100), z.int()]))),
});
export type AppointmentSearch = z.infer<typeof AppointmentSearch>;

/** Visits, and times that are held. Reading visits stands in the trail, like every other way to read them. */
@Injectable()
export class AppointmentResources {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly holds: SlotHolds,
    private readonly free: FreeTime,
    private readonly clinics: ClinicsService,
  ) {}

  /** @throws InvalidInputError */
  async search(principal: Principal, search: AppointmentSearch): Promise<Page<Appointment>> {
    const { timeZone } = await this.clinics.get(principal.clinicId);
    const { from, to } = rangeOf(search.date ?? [], timeZone);
    const statuses = search.status && ourStatusesOf(search.status);
    const people = peopleIn(search);
    if (isEmpty({ from, to }) || statuses?.length === 0 || people === null) return { items: [], nextCursor: null };
    const query = {
      // A list that says nothing of its beginning begins today.
      from: from ?? Temporal.Instant.fromEpochMilliseconds(FIRST_MS),
      ...(to ? { to } : {}),
      ...(statuses ? { status: statuses } : {}),
      ...people,
      ...changedSinceOf(search._lastUpdated, timeZone),
      sort: SORTS[search._sort],
      limit: search._count,
      ...(search._cursor ? { cursor: cursorOf(search) } : {}),
    };
    const page = await this.appointments.list(principal, query);
    return { ...page, items: page.items.map(appointmentOf) };
  }

  /** @throws FhirNotFoundError, AppointmentNotFoundError, HoldNotFoundError */
  async read(principal: Principal, asked: string): Promise<Appointment> {
    const id = asked.toLowerCase();
    const holdId = holdIn(id);
    if (!isUuid(holdId ?? id)) throw new FhirNotFoundError();
    if (holdId === null) return appointmentOf(await this.appointments.get(principal, id as AppointmentId));
    const hold = await this.holds.get(principal, holdId as HoldId);
    return pendingOf(hold, await this.free.typeName(principal.clinicId, hold.typeId as AppointmentTypeId));
  }
}

const FIRST_MS = Temporal.Instant.from('1900-01-01T00:00:00Z').epochMilliseconds;

const isUuid = (text: string): boolean => z.uuid().safeParse(text).success;

type People = Pick<AppointmentQuery, 'patientId' | 'providerId' | 'operatoryId'>;

/** Null when two parameters name different ones: nobody is both. */
function peopleIn({ patient, practitioner, location, actor }: AppointmentSearch): People | null {
  const [type, id] = actor?.split('/') ?? [];
  const asked = { Patient: patient, Practitioner: practitioner, Location: location };
  if (type && id) {
    const known = asked[type as keyof typeof asked];
    if (known !== undefined && known !== id.toLowerCase()) return null;
    Object.assign(asked, { [type]: id.toLowerCase() });
  }
  const { Patient: patientId, Practitioner: providerId, Location: operatoryId } = asked;
  return { ...(patientId && { patientId }), ...(providerId && { providerId }), ...(operatoryId && { operatoryId }) };
}

/** @throws InvalidInputError */
function changedSinceOf(
  dates: readonly SearchDate[] | undefined,
  timeZone: string,
): Pick<AppointmentQuery, 'changedSince'> {
  if (!dates) return {};
  const { from, to } = rangeOf(dates, timeZone);
  if (from && !to) return { changedSince: from };
  throw new InvalidInputError([{ field: '_lastUpdated', detail: 'is taken with ge or gt only' }]);
}

/** @throws InvalidInputError for a cursor of another order */
function cursorOf({ _cursor, _sort }: AppointmentSearch): NonNullable<AppointmentQuery['cursor']> {
  const read = PLACE_OF[_sort].safeParse(_cursor);
  if (read.success) return read.data;
  throw new InvalidInputError([{ field: '_cursor', detail: 'not a cursor of this list' }]);
}

const epochMs = z.int().min(FIRST_MS).max(7_258_118_400_000);
const byStart = z.strictObject({ startsAtMs: epochMs, id: z.uuid() });
const byChange = z.strictObject({ changedAtMs: epochMs, id: z.uuid() });
const PLACE_OF = { date: byStart, '-date': byStart, _lastUpdated: byChange, '-_lastUpdated': byChange } as const;
