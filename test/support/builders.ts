import { randomUUID } from 'node:crypto';
import type { PrismaService } from '../../src/common/database/prisma.service.js';
import type { ProviderRole } from '../../src/clinics/clinics.types.js';
import type {
  AppointmentTypeId,
  CallId,
  ClinicId,
  OperatoryId,
  PatientId,
  ProviderId,
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

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
let clinicsBuilt = 0;

export async function buildClinic(prisma: PrismaService, options: ClinicOptions = {}): Promise<BuiltClinic> {
  const clinicId = randomUUID() as ClinicId;
  const { timeZone = 'America/New_York', opensMinute = 540, closesMinute = 1020 } = options;
  const number = options.number ?? `+1555010${String(++clinicsBuilt).padStart(4, '0')}`;
  await prisma.clinic.create({
    data: {
      id: clinicId,
      name: options.name ?? 'Test Dental',
      timeZone,
      address: '1 Test Street',
      acceptsCalls: true,
      overflow: 'message',
    },
  });
  await prisma.agentProfile.create({
    data: {
      clinicId,
      version: 1,
      status: 'published',
      settings: { greetings: { en: options.greeting ?? 'Thank you for calling Test Dental.' } },
      createdAt: new Date(),
      publishedAt: new Date(),
    },
  });
  await prisma.phoneNumber.create({ data: { number, clinicId } });
  await prisma.openingHours.createMany({
    data: EVERY_DAY.map((weekday) => ({ clinicId, weekday, opensMinute, closesMinute })),
  });
  const built: BuiltClinic = {
    clinicId,
    number,
    timeZone,
    typeId: '' as AppointmentTypeId,
    providerIds: [],
    operatoryIds: [],
  };
  for (let index = 1; index <= (options.dentists ?? 1); index++) {
    built.providerIds.push(await buildProvider(prisma, built, { name: `Dr. ${index}`, opensMinute, closesMinute }));
  }
  for (let index = 1; index <= (options.operatories ?? 1); index++) {
    built.operatoryIds.push(await buildOperatory(prisma, built, { name: `Room ${index}` }));
  }
  built.typeId = await buildAppointmentType(prisma, built, options);
  return built;
}

type Owner = Pick<BuiltClinic, 'clinicId'>;

export async function buildProvider(
  prisma: PrismaService,
  { clinicId }: Owner,
  options: { name: string; role?: string; active?: boolean; opensMinute?: number; closesMinute?: number },
): Promise<ProviderId> {
  const id = randomUUID() as ProviderId;
  await prisma.resource.create({ data: { clinicId, id, kind: 'provider' } });
  await prisma.provider.create({
    data: { clinicId, id, name: options.name, role: options.role ?? 'dentist', active: options.active ?? true },
  });
  const hours = { startsMinute: options.opensMinute ?? 540, endsMinute: options.closesMinute ?? 1020 };
  await prisma.providerHours.createMany({
    data: EVERY_DAY.map((weekday) => ({ clinicId, providerId: id, weekday, ...hours })),
  });
  return id;
}

export async function buildOperatory(
  prisma: PrismaService,
  { clinicId }: Owner,
  options: { name: string; kind?: string },
): Promise<OperatoryId> {
  const id = randomUUID() as OperatoryId;
  await prisma.resource.create({ data: { clinicId, id, kind: 'operatory' } });
  await prisma.operatory.create({ data: { clinicId, id, name: options.name, kind: options.kind ?? 'treatment' } });
  return id;
}

export async function buildAppointmentType(
  prisma: PrismaService,
  { clinicId }: Owner,
  options: {
    typeName?: string;
    durationMinutes?: number;
    minNoticeMinutes?: number;
    horizonDays?: number;
    phoneBooking?: TypeRules['phoneBooking'];
    openTo?: TypeRules['openTo'];
    setupMinutes?: number;
    cleanupMinutes?: number;
    /** Who is needed for which part, in minutes from the start; the dentist from beginning to end when absent. */
    parts?: { role: ProviderRole; from: number; to: number }[];
  } = {},
): Promise<AppointmentTypeId> {
  const id = randomUUID() as AppointmentTypeId;
  await prisma.appointmentType.create({
    data: {
      clinicId,
      id,
      name: options.typeName ?? 'Filling',
      description: 'A tooth is filled.',
      durationMinutes: options.durationMinutes ?? 60,
      providerRole: 'dentist',
      operatoryKind: 'treatment',
      phoneBooking: options.phoneBooking ?? 'at_once',
      minNoticeMinutes: options.minNoticeMinutes ?? 0,
      horizonDays: options.horizonDays ?? 60,
      openTo: options.openTo ?? 'everyone',
      setupMinutes: options.setupMinutes ?? 0,
      cleanupMinutes: options.cleanupMinutes ?? 0,
    },
  });
  await prisma.appointmentTypePart.createMany({
    data: (options.parts ?? []).map(({ role, from, to }) => ({
      clinicId,
      typeId: id,
      role,
      startsMinute: from,
      endsMinute: to,
    })),
  });
  return id;
}

export async function buildPatient(
  prisma: PrismaService,
  { clinicId }: Owner,
  options: { givenName?: string; familyName?: string; phone?: string | null } = {},
): Promise<PatientId> {
  const id = randomUUID() as PatientId;
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
  const id = randomUUID() as CallId;
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
