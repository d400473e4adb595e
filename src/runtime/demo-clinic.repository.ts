import type { Temporal } from 'temporal-polyfill';
import type { PrismaService, Tx } from '../common/database/prisma.service.js';
import { toDateColumn } from '../common/time/date-column.js';
import { toDate } from '../common/time/instant-date.js';
import type { Prisma } from '../generated/prisma/client.js';
import { buildDemoClinic } from './demo-clinic.builder.js';
import type { DemoClinic } from './demo-clinic.types.js';

const SEEDING_LIMITS = { maxWait: 30_000, timeout: 60_000 };

/**
 * Fills a database that has no clinic with a made-up one, as it would look at `now`. A database that has one is left
 * alone. Processes that start together take turns, and one of them does it.
 */
export async function seedDemoClinic(database: PrismaService, now: Temporal.Instant): Promise<void> {
  // Whether there is any clinic is the question.
  await database.acrossClinics(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('seed demo clinic', 0))`;
    if ((await tx.clinic.count()) === 0) await insertDemoClinic(tx, buildDemoClinic(now), now);
  }, SEEDING_LIMITS);
}

/** Writes all that a clinic is made of. */
export async function insertDemoClinic(tx: Tx, clinic: DemoClinic, now: Temporal.Instant): Promise<void> {
  await insertHouse(tx, clinic, now);
  await insertKnowledge(tx, clinic, now);
  await insertStaff(tx, clinic);
  await insertTypes(tx, clinic);
  await insertRules(tx, clinic);
  await insertDemoPeople(tx, clinic);
}

/** Writes whom a clinic knows, and what they have booked or wait for. */
export async function insertDemoPeople(tx: Tx, clinic: DemoClinic): Promise<void> {
  await tx.patient.createMany({
    data: clinic.patients.map((patient) => ({
      ...patient,
      clinicId: clinic.id,
      birthDate: patient.birthDate.toString(),
      knownSince: patient.knownSince && toDateColumn(patient.knownSince),
      createdAt: toDate(patient.createdAt),
    })),
  });
  await insertAppointments(tx, clinic);
  await insertWaiting(tx, clinic);
}

async function insertHouse(tx: Tx, clinic: DemoClinic, now: Temporal.Instant): Promise<void> {
  const { id, name, timeZone, address, directions, parking, agentSettings, deskNumber, onCallNumber, closure } = clinic;
  await tx.clinic.createMany({
    data: {
      id,
      name,
      timeZone,
      address,
      directions,
      parking,
      acceptsCalls: true,
      overflow: 'menu',
      deskNumber,
      onCallNumber,
      deskAnswers: 'always', // the demo's scenarios are played at any hour
      transferMode: 'warm',
      transferUnanswered: 'voicemail',
    },
  });
  await tx.agentProfile.createMany({
    data: {
      clinicId: id,
      version: 1,
      status: 'published',
      settings: agentSettings as Prisma.InputJsonObject,
      createdAt: toDate(now),
      publishedAt: toDate(now),
    },
  });
  await tx.phoneNumber.createMany({ data: { number: clinic.number, clinicId: id } });
  await tx.openingHours.createMany({
    data: clinic.openingHours.map(({ weekday, startMinute, endMinute }) => ({
      clinicId: id,
      weekday,
      opensMinute: startMinute,
      closesMinute: endMinute,
    })),
  });
  await tx.closure.createMany({
    data: {
      clinicId: id,
      id: closure.id,
      name: closure.name,
      startsOn: toDateColumn(closure.startsOn),
      endsOn: toDateColumn(closure.endsOn),
    },
  });
}

async function insertKnowledge(tx: Tx, clinic: DemoClinic, now: Temporal.Instant): Promise<void> {
  const { id: clinicId, prices, insurancePlans, faqs } = clinic;
  await tx.listedPrice.createMany({ data: prices.map((price) => ({ ...price, clinicId })) });
  await tx.insurancePlan.createMany({ data: insurancePlans.map((plan) => ({ ...plan, clinicId })) });
  const at = toDate(now);
  await tx.faq.createMany({ data: faqs.map((faq) => ({ ...faq, clinicId, createdAt: at, changedAt: at })) });
}

async function insertStaff(tx: Tx, { id: clinicId, providers, operatories }: DemoClinic): Promise<void> {
  await tx.resource.createMany({
    data: [
      ...providers.map(({ id }) => ({ clinicId, id, kind: 'provider' })),
      ...operatories.map(({ id }) => ({ clinicId, id, kind: 'operatory' })),
    ],
  });
  await tx.provider.createMany({
    data: providers.map(({ id, name, role }) => ({ clinicId, id, name, role, active: true })),
  });
  await tx.providerHours.createMany({
    data: providers.flatMap(({ id, hours }) =>
      hours.map(({ weekday, startMinute, endMinute }) => ({
        clinicId,
        providerId: id,
        weekday,
        startsMinute: startMinute,
        endsMinute: endMinute,
      })),
    ),
  });
  await tx.operatory.createMany({ data: operatories.map((operatory) => ({ ...operatory, clinicId })) });
}

async function insertTypes(tx: Tx, { id: clinicId, types }: DemoClinic): Promise<void> {
  await tx.appointmentType.createMany({ data: types.map(({ parts: _, ...type }) => ({ ...type, clinicId })) });
  await tx.appointmentTypePart.createMany({
    data: types.flatMap(({ id, parts }) =>
      parts.map(({ role, fromMinute, toMinute }) => ({
        clinicId,
        typeId: id,
        role,
        startsMinute: fromMinute,
        endsMinute: toMinute,
      })),
    ),
  });
}

async function insertRules(tx: Tx, { id: clinicId, blockouts, override }: DemoClinic): Promise<void> {
  await tx.weeklyBlockout.createMany({
    data: blockouts.map(({ id, providerId, weekday, startMinute, endMinute, reason, reserved }) => ({
      clinicId,
      id,
      resourceId: providerId,
      weekday,
      startsMinute: startMinute,
      endsMinute: endMinute,
      kind: reserved ? 'reserved' : 'busy',
      reason,
      reservedFor: reserved?.typeIds ?? [],
      releaseMinutes: reserved?.releaseMinutes ?? null,
    })),
  });
  await tx.hoursOverride.createMany({
    data: {
      clinicId,
      id: override.id,
      providerId: override.providerId,
      day: toDateColumn(override.day),
      startsMinute: override.startMinute,
      endsMinute: override.endMinute,
    },
  });
}

async function insertWaiting(tx: Tx, { id: clinicId, waitlist, recalls }: DemoClinic): Promise<void> {
  await tx.waitlistEntry.createMany({
    data: waitlist.map((entry) => ({
      ...entry,
      clinicId,
      fromDay: toDateColumn(entry.fromDay),
      untilDay: toDateColumn(entry.untilDay),
      createdAt: toDate(entry.createdAt),
      status: 'waiting',
    })),
  });
  await tx.recall.createMany({
    data: recalls.map((recall) => ({
      ...recall,
      clinicId,
      dueOn: toDateColumn(recall.dueOn),
      lastVisitOn: toDateColumn(recall.lastVisitOn),
      contactedAt: recall.contactedAt && toDate(recall.contactedAt),
      contacts: recall.contactedAt ? 1 : 0,
      createdAt: toDate(recall.createdAt),
    })),
  });
}

async function insertAppointments(tx: Tx, { id: clinicId, appointments }: DemoClinic): Promise<void> {
  await tx.appointment.createMany({
    data: appointments.map(({ allocations: _, releasedAt, ...appointment }) => ({
      ...appointment,
      clinicId,
      startsAt: toDate(appointment.startsAt),
      endsAt: toDate(appointment.endsAt),
      createdAt: toDate(appointment.createdAt),
      changedAt: toDate(releasedAt ?? appointment.createdAt),
      cancelledBy: appointment.status === 'cancelled' ? 'patient' : null,
    })),
  });
  const allocations = appointments.flatMap((one) =>
    one.allocations.map(({ id, resourceId, startsAt, endsAt }) => ({
      id,
      resourceId,
      appointmentId: one.id,
      from: startsAt.toString(),
      to: endsAt.toString(),
      releasedAt: one.releasedAt?.toString() ?? null,
    })),
  );
  await tx.$executeRaw`
    INSERT INTO allocations (clinic_id, id, resource_id, during, appointment_id, released_at)
    SELECT ${clinicId}::uuid, a.id, a."resourceId", tstzrange(a."from", a."to"), a."appointmentId", a."releasedAt"
    FROM jsonb_to_recordset(${JSON.stringify(allocations)}::jsonb) AS a(
      id uuid, "resourceId" uuid, "appointmentId" uuid, "from" timestamptz, "to" timestamptz, "releasedAt" timestamptz)`;
}
