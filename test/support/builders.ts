import { randomUUID } from 'node:crypto';
import type { PrismaService } from '../../src/common/database/prisma.service.js';
import type { ProviderRole } from '../../src/clinics/clinics.types.js';
import {
  newId,
  type AppointmentTypeId,
  type CallId,
  type ClinicId,
  type OperatoryId,
  type PatientId,
  type ProviderId,
} from '../../src/common/ids/ids.js';
import type { TypeRules } from '../../src/scheduling/scheduling.types.js';

/** What a test may want to differ; all else is a small clinic in New York that is open from nine to five every day. */
export interface ClinicOptions {
  name?: string;
  timeZone?: string;
  opensMinute?: number;
  closesMinute?: number;
  /** Dentists who work whenever the house is open. */
  dentists?: number;
  /** Treatment rooms. */
  operatories?: number;
  durationMinutes?: number;
  minNoticeMinutes?: number;
  horizonDays?: number;
  number?: string;
  greeting?: string;
}

export interface BuiltClinic {
  clinicId: ClinicId;
  number: string;
  timeZone: string;
  /** "Filling": a dentist in a treatment room. */
  typeId: AppointmentTypeId;
  providerIds: ProviderId[];
  operatoryIds: OperatoryId[];
}

type Owner = Pick<BuiltClinic, 'clinicId'>;
/** By table, under the names of its columns. */
type Rows = Record<string, readonly Record<string, unknown>[]>;

interface ProviderOptions {
  name: string;
  role?: string;
  active?: boolean;
  opensMinute?: number;
  closesMinute?: number;
}

interface OperatoryOptions {
  name: string;
  kind?: string;
}

interface AppointmentTypeOptions {
  typeName?: string;
  durationMinutes?: number;
  minNoticeMinutes?: number;
  horizonDays?: number;
  phoneBooking?: TypeRules['phoneBooking'];
  openTo?: TypeRules['openTo'];
  setupMinutes?: number;
  cleanupMinutes?: number;
  /** The roles that the visit needs, each for a part of it in minutes from its start. Without parts the dentist is there from beginning to end. */
  parts?: { role: ProviderRole; from: number; to: number }[];
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
let clinicsBuilt = 0;

export async function buildClinic(prisma: PrismaService, options: ClinicOptions = {}): Promise<BuiltClinic> {
  const { timeZone = 'America/New_York', opensMinute = 540, closesMinute = 1020 } = options;
  const built: BuiltClinic = {
    clinicId: newId<ClinicId>(),
    number: options.number ?? `+1555010${String(++clinicsBuilt).padStart(4, '0')}`,
    timeZone,
    typeId: newId<AppointmentTypeId>(),
    providerIds: Array.from({ length: options.dentists ?? 1 }, () => newId<ProviderId>()),
    operatoryIds: Array.from({ length: options.operatories ?? 1 }, () => newId<OperatoryId>()),
  };
  const { clinicId, number, providerIds, operatoryIds } = built;
  const settings = { greetings: { en: options.greeting ?? 'Thank you for calling Test Dental.' } };
  const now = new Date();
  await insert(
    prisma,
    {
      clinics: [
        {
          id: clinicId,
          name: options.name ?? 'Test Dental',
          time_zone: timeZone,
          address: '1 Test Street',
          accepts_calls: true,
          overflow: 'message',
        },
      ],
      agent_profiles: [
        { clinic_id: clinicId, version: 1, status: 'published', settings, created_at: now, published_at: now },
      ],
      phone_numbers: [{ number, clinic_id: clinicId }],
      opening_hours: EVERY_DAY.map((weekday) => ({
        clinic_id: clinicId,
        weekday,
        opens_minute: opensMinute,
        closes_minute: closesMinute,
      })),
    },
    ...providerIds.map((id, i) => providerRows(built, id, { name: `Dr. ${i + 1}`, opensMinute, closesMinute })),
    ...operatoryIds.map((id, i) => operatoryRows(built, id, { name: `Room ${i + 1}` })),
    typeRows(built, built.typeId, options),
  );
  return built;
}

export async function buildProvider(
  prisma: PrismaService,
  owner: Owner,
  options: ProviderOptions,
): Promise<ProviderId> {
  const id = newId<ProviderId>();
  await insert(prisma, providerRows(owner, id, options));
  return id;
}

export async function buildOperatory(
  prisma: PrismaService,
  owner: Owner,
  options: OperatoryOptions,
): Promise<OperatoryId> {
  const id = newId<OperatoryId>();
  await insert(prisma, operatoryRows(owner, id, options));
  return id;
}

export async function buildAppointmentType(
  prisma: PrismaService,
  owner: Owner,
  options: AppointmentTypeOptions = {},
): Promise<AppointmentTypeId> {
  const id = newId<AppointmentTypeId>();
  await insert(prisma, typeRows(owner, id, options));
  return id;
}

function providerRows({ clinicId }: Owner, id: string, options: ProviderOptions): Rows {
  const { name, role = 'dentist', active = true, opensMinute = 540, closesMinute = 1020 } = options;
  const hours = { starts_minute: opensMinute, ends_minute: closesMinute };
  return {
    resources: [{ clinic_id: clinicId, id, kind: 'provider' }],
    providers: [{ clinic_id: clinicId, id, name, role, active }],
    provider_hours: EVERY_DAY.map((weekday) => ({ clinic_id: clinicId, provider_id: id, weekday, ...hours })),
  };
}

const operatoryRows = ({ clinicId }: Owner, id: string, { name, kind = 'treatment' }: OperatoryOptions): Rows => ({
  resources: [{ clinic_id: clinicId, id, kind: 'operatory' }],
  operatories: [{ clinic_id: clinicId, id, name, kind }],
});

const typeRows = ({ clinicId }: Owner, id: string, options: AppointmentTypeOptions): Rows => ({
  appointment_types: [
    {
      clinic_id: clinicId,
      id,
      name: options.typeName ?? 'Filling',
      description: 'A tooth is filled.',
      duration_minutes: options.durationMinutes ?? 60,
      provider_role: 'dentist',
      operatory_kind: 'treatment',
      phone_booking: options.phoneBooking ?? 'at_once',
      min_notice_minutes: options.minNoticeMinutes ?? 0,
      horizon_days: options.horizonDays ?? 60,
      open_to: options.openTo ?? 'everyone',
      setup_minutes: options.setupMinutes ?? 0,
      cleanup_minutes: options.cleanupMinutes ?? 0,
    },
  ],
  appointment_type_parts: (options.parts ?? []).map(({ role, from, to }) => ({
    clinic_id: clinicId,
    type_id: id,
    role,
    starts_minute: from,
    ends_minute: to,
  })),
});

/** All of it in one statement: a dozen questions before each test took longer than most tests. */
async function insert(prisma: PrismaService, ...given: readonly Rows[]): Promise<void> {
  const tables = new Map<string, Record<string, unknown>[]>();
  for (const [table, rows] of given.flatMap((one) => Object.entries(one)))
    if (rows.length > 0) tables.set(table, [...(tables.get(table) ?? []), ...rows]);
  const inserts = [...tables].map(([table, [row]], index) => {
    const columns = Object.keys(row ?? {}).join(', ');
    return `in_${table} AS (INSERT INTO ${table} (${columns})
      SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $${index + 1}::jsonb))`;
  });
  await prisma.$queryRawUnsafe(
    `WITH ${inserts.join(', ')} SELECT 1`,
    ...[...tables.values()].map((rows) => JSON.stringify(rows)),
  );
}

export async function buildPatient(
  prisma: PrismaService,
  { clinicId }: Owner,
  options: { givenName?: string; familyName?: string; phone?: string | null } = {},
): Promise<PatientId> {
  const id = newId<PatientId>();
  await prisma.patient.create({
    data: {
      clinicId,
      id,
      givenName: options.givenName ?? 'Ada',
      familyName: options.familyName ?? 'Marsh',
      phone: options.phone ?? null,
      createdAt: new Date('2026-01-01T00:00:00Z'),
    },
  });
  return id;
}

/** A call that goes on. */
export async function buildCall(
  prisma: PrismaService,
  { clinicId, number }: Pick<BuiltClinic, 'clinicId' | 'number'>,
): Promise<CallId> {
  const id = newId<CallId>();
  await prisma.call.create({
    data: {
      clinicId,
      id,
      callSid: `CA${id.replaceAll('-', '')}`,
      direction: 'inbound',
      status: 'in_progress',
      fromNumber: '+15550100100',
      toNumber: number,
      resumes: 0,
      startedAt: new Date('2026-11-20T14:59:00Z'),
    },
  });
  return id;
}

/** Blocks a resource for [from, to): it is taken, or kept for some types until so long before. */
export async function buildBlockout(
  prisma: PrismaService,
  { clinicId }: Owner,
  resourceId: string,
  from: string,
  to: string,
  kept?: { for: AppointmentTypeId[]; releaseMinutes: number },
): Promise<void> {
  const id = randomUUID();
  await prisma.$executeRaw`
    INSERT INTO blockouts (
      clinic_id, id, resource_id, during, kind, reason, reserved_for, release_minutes, created_at)
    VALUES (${clinicId}::uuid, ${id}::uuid, ${resourceId}::uuid, tstzrange(${from}::timestamptz, ${to}::timestamptz),
      ${kept ? 'reserved' : 'busy'}, 'other', ${kept?.for ?? []}::uuid[], ${kept?.releaseMinutes ?? null}::integer,
      ${new Date(from)}::timestamptz)`;
  if (kept) return;
  await prisma.$executeRaw`
    INSERT INTO allocations (clinic_id, id, resource_id, during, blockout_id)
    VALUES (${clinicId}::uuid, ${randomUUID()}::uuid, ${resourceId}::uuid,
      tstzrange(${from}::timestamptz, ${to}::timestamptz), ${id}::uuid)`;
}
