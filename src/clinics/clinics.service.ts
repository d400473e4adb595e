import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { deskAnswersAt, hoursChanges, hoursValidOn } from './opening-hours.policy.js';
import { ClinicNotFoundError } from './clinics.errors.js';
import { ClinicsRepository } from './clinics.repository.js';
import type { Clinic, ClinicProfile } from './clinics.types.js';

@Injectable()
export class ClinicsService {
  /** By number, as last read by this process. */
  private readonly lastKnown = new Map<string, Clinic>();

  constructor(
    private readonly clinics: ClinicsRepository,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** The clinic that is called under an E.164 number; null for a number nobody has claimed. */
  async findByNumber(number: string): Promise<Clinic | null> {
    // The directory of numbers is what tells whose call it is.
    const clinic = await this.database.acrossClinics((tx) => this.clinics.findByNumber(tx, number));
    if (clinic) this.lastKnown.set(number, clinic);
    else this.lastKnown.delete(number);
    return clinic;
  }

  /** For a caller who can't wait for the database; null for a number that was not called here before. */
  lastKnownByNumber(number: string): Clinic | null {
    return this.lastKnown.get(number) ?? null;
  }

  /** True for a caller whom the clinic does not want to hear from. */
  isBlocked(clinicId: ClinicId, number: string): Promise<boolean> {
    return this.database.inClinic(clinicId, (tx) => this.clinics.isBlocked(tx, clinicId, number));
  }

  /** True when a person would take a call now: there is a desk, and somebody at it. */
  async deskAnswers(clinic: Clinic): Promise<boolean> {
    const local = localNow(clinic, this.clock);
    const today = local.toPlainDate();
    const hours = await this.database.inClinic(clinic.id, (tx) => this.houseHours(tx, clinic.id, today));
    return deskAnswersAt(local, { ...clinic, ...hours });
  }

  /** @throws ClinicNotFoundError */
  get(id: ClinicId): Promise<Clinic> {
    return this.database.inClinic(id, (tx) => this.getIn(tx, id));
  }

  /**
   * Within a transaction that there is already.
   *
   * @throws ClinicNotFoundError
   */
  async getIn(tx: Tx, id: ClinicId): Promise<Clinic> {
    const clinic = await this.clinics.find(tx, id);
    if (!clinic) throw new ClinicNotFoundError();
    return clinic;
  }

  /**
   * The same for whoever changes the clinic's settings or lists: until the transaction ends, nobody else does.
   *
   * @throws ClinicNotFoundError
   */
  async lockIn(tx: Tx, id: ClinicId): Promise<Clinic> {
    await this.clinics.lock(tx, id);
    return this.getIn(tx, id);
  }

  /** @throws ClinicNotFoundError */
  profile(id: ClinicId): Promise<ClinicProfile> {
    return this.database.inClinic(id, async (tx) => {
      const clinic = await this.getIn(tx, id);
      const hours = await this.houseHours(tx, id, localNow(clinic, this.clock).toPlainDate());
      const providers = await this.clinics.activeProviders(tx, id);
      return {
        ...clinic,
        ...hours,
        providers,
        appointmentTypes: await this.clinics.phoneBookableTypes(tx, id, providers),
        prices: await this.clinics.prices(tx, id),
        insurancePlans: await this.clinics.insurancePlans(tx, id),
      };
    });
  }

  private async houseHours(tx: Tx, id: ClinicId, today: Temporal.PlainDate) {
    const weekly = await this.clinics.openingHoursFrom(tx, id, today);
    const overrides = await this.clinics.overridesFrom(tx, id, today);
    const closures = await this.clinics.closuresFrom(tx, id, today);
    return {
      openingHours: hoursValidOn(today, weekly),
      hoursChanges: hoursChanges(today, weekly),
      overrides,
      closures,
    };
  }
}

const localNow = (clinic: Clinic, clock: Clock) => clock.now().toZonedDateTimeISO(clinic.timeZone);
