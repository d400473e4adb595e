import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentTypeId, ClinicId, ProviderId } from '../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../common/time/date-column.js';
import type { Clinic as ClinicRow } from '../generated/prisma/client.js';
import type {
  AppointmentTypeSummary,
  Clinic,
  Closure,
  DatedHours,
  DayHours,
  InsurancePlan,
  ListedPrice,
  Overflow,
  ProviderRole,
  ProviderSummary,
} from './clinics.types.js';

@Injectable()
export class ClinicsRepository {
  async findByNumber(tx: Tx, number: string): Promise<Clinic | null> {
    const row = await tx.phoneNumber.findUnique({ where: { number }, include: { clinic: true } });
    return row && toClinic(row.clinic);
  }

  async isBlocked(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    return (await tx.blockedNumber.count({ where: { clinicId, number } })) > 0;
  }

  async find(tx: Tx, id: ClinicId): Promise<Clinic | null> {
    const row = await tx.clinic.findUnique({ where: { id } });
    return row && toClinic(row);
  }

  /** Until the transaction ends, nobody else changes what the clinic has settled. Calls and bookings go on. */
  async lock(tx: Tx, id: ClinicId): Promise<void> {
    await tx.$executeRaw`SELECT FROM clinics WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  }

  /** Those that are valid on a day or later, by weekday, then by time. */
  async openingHoursFrom(tx: Tx, clinicId: ClinicId, day: Temporal.PlainDate): Promise<DatedHours[]> {
    const rows = await tx.openingHours.findMany({
      where: { clinicId, OR: [{ validUntil: null }, { validUntil: { gte: toDateColumn(day) } }] },
      orderBy: [{ weekday: 'asc' }, { opensMinute: 'asc' }],
    });
    return rows.map((row) => ({
      weekday: row.weekday,
      startMinute: row.opensMinute,
      endMinute: row.closesMinute,
      validFrom: fromDateColumn(row.validFrom),
      validUntil: row.validUntil && fromDateColumn(row.validUntil),
    }));
  }

  /** Days of the house that are not like their weekday, from a day on, soonest first. */
  async overridesFrom(tx: Tx, clinicId: ClinicId, day: Temporal.PlainDate): Promise<DayHours[]> {
    const rows = await tx.hoursOverride.findMany({
      where: { clinicId, providerId: null, day: { gte: toDateColumn(day) } },
      orderBy: [{ day: 'asc' }, { startsMinute: 'asc' }],
    });
    const days = new Map<number, DayHours>();
    for (const row of rows) {
      const own = days.get(row.day.getTime()) ?? { day: fromDateColumn(row.day), hours: [] };
      if (row.startsMinute !== null && row.endsMinute !== null)
        own.hours.push({ startMinute: row.startsMinute, endMinute: row.endsMinute });
      days.set(row.day.getTime(), own);
    }
    return [...days.values()];
  }

  async closuresFrom(tx: Tx, clinicId: ClinicId, today: Temporal.PlainDate): Promise<Closure[]> {
    const rows = await tx.closure.findMany({
      where: { clinicId, endsOn: { gte: toDateColumn(today) } },
      orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => ({
      name: row.name,
      startsOn: fromDateColumn(row.startsOn),
      endsOn: fromDateColumn(row.endsOn),
    }));
  }

  async activeProviders(tx: Tx, clinicId: ClinicId): Promise<ProviderSummary[]> {
    const rows = await tx.provider.findMany({
      where: { clinicId, active: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => ({ id: row.id as ProviderId, name: row.name, role: row.role as ProviderRole }));
  }

  /** Those that callers can book, and that one of the providers can lead; by name. */
  async phoneBookableTypes(
    tx: Tx,
    clinicId: ClinicId,
    providers: readonly ProviderSummary[],
  ): Promise<AppointmentTypeSummary[]> {
    const rows = await tx.appointmentType.findMany({
      where: { clinicId, active: true, phoneBooking: { not: 'no' } },
      orderBy: { name: 'asc' },
      include: { providers: true },
    });
    const types = rows.map((row) => ({
      id: row.id as AppointmentTypeId,
      name: row.name,
      description: row.description,
      durationMinutes: row.durationMinutes,
      providerIds: providers
        .filter(({ role }) => role === row.providerRole)
        .map(({ id }) => id)
        .filter((id) => row.providers.length === 0 || row.providers.some(({ providerId }) => providerId === id)),
      openTo: row.openTo as AppointmentTypeSummary['openTo'],
      phoneBooking: row.phoneBooking as AppointmentTypeSummary['phoneBooking'],
      preparation: row.preparation,
      feeNote: row.feeNote,
    }));
    return types.filter(({ providerIds }) => providerIds.length > 0);
  }

  prices(tx: Tx, clinicId: ClinicId): Promise<ListedPrice[]> {
    return tx.listedPrice.findMany({
      where: { clinicId },
      select: { service: true, price: true },
      orderBy: { service: 'asc' },
    });
  }

  insurancePlans(tx: Tx, clinicId: ClinicId): Promise<InsurancePlan[]> {
    return tx.insurancePlan.findMany({
      where: { clinicId },
      select: { name: true, accepted: true },
      orderBy: { name: 'asc' },
    });
  }
}

const toClinic = (row: ClinicRow): Clinic => ({
  id: row.id as ClinicId,
  name: row.name,
  timeZone: row.timeZone,
  address: row.address,
  directions: row.directions,
  parking: row.parking,
  acceptsCalls: row.acceptsCalls,
  overflow: row.overflow as Overflow,
  deskNumber: row.deskNumber,
  onCallNumber: row.onCallNumber,
  afterHours: row.afterHours as Clinic['afterHours'],
  deskAnswers: row.deskAnswers as Clinic['deskAnswers'],
  transferMode: row.transferMode as Clinic['transferMode'],
  transferUnanswered: row.transferUnanswered as Clinic['transferUnanswered'],
  recording: row.recording as Clinic['recording'],
  maxCallMinutes: row.maxCallMinutes,
  maxCallTools: row.maxCallTools,
  maxCallTokens: row.maxCallTokens,
  maxConcurrentCalls: row.maxConcurrentCalls,
  dialCountries: row.dialCountries,
  dialPrefixes: row.dialPrefixes,
});
