import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import type { ClinicId } from '../common/ids/ids.js';
import { deskAnswersAt, hoursChanges, hoursValidOn } from './opening-hours.policy.js';
import { ClinicNotFoundError } from './clinics.errors.js';
import { ClinicsRepository } from './clinics.repository.js';
import type { Clinic, ClinicProfile } from './clinics.types.js';

@Injectable()
export class ClinicsService {
  constructor(
    private readonly clinics: ClinicsRepository,
    private readonly clock: Clock,
  ) {}

  /** The clinic that is called under an E.164 number; null for a number nobody has claimed. */
  findByNumber(number: string): Promise<Clinic | null> {
    return this.clinics.findByNumber(number);
  }

  /** True for a caller whom the clinic does not want to hear from. */
  isBlocked(clinicId: ClinicId, number: string): Promise<boolean> {
    return this.clinics.isBlocked(clinicId, number);
  }

  /** True when a person would take a call now: there is a desk, and somebody at it. */
  async deskAnswers(clinic: Clinic): Promise<boolean> {
    const local = localNow(clinic, this.clock);
    return deskAnswersAt(local, { ...clinic, ...(await this.houseHours(clinic.id, local.toPlainDate())) });
  }

  /** @throws ClinicNotFoundError */
  async get(id: ClinicId): Promise<Clinic> {
    const clinic = await this.clinics.find(id);
    if (!clinic) throw new ClinicNotFoundError();
    return clinic;
  }

  /** @throws ClinicNotFoundError */
  async profile(id: ClinicId): Promise<ClinicProfile> {
    const clinic = await this.get(id);
    const today = localNow(clinic, this.clock).toPlainDate();
    const [hours, providers] = await Promise.all([this.houseHours(id, today), this.clinics.activeProviders(id)]);
    const appointmentTypes = await this.clinics.phoneBookableTypes(id, providers);
    return { ...clinic, ...hours, providers, appointmentTypes };
  }

  private async houseHours(id: ClinicId, today: Temporal.PlainDate) {
    const [weekly, overrides, closures] = await Promise.all([
      this.clinics.openingHoursFrom(id, today),
      this.clinics.overridesFrom(id, today),
      this.clinics.closuresFrom(id, today),
    ]);
    return {
      openingHours: hoursValidOn(today, weekly),
      hoursChanges: hoursChanges(today, weekly),
      overrides,
      closures,
    };
  }
}

const localNow = (clinic: Clinic, clock: Clock) => clock.now().toZonedDateTimeISO(clinic.timeZone);
