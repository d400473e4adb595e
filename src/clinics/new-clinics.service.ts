import type { Clock } from '../common/clock/clock.js';
import type { PrismaService } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { newId, type ClinicId } from '../common/ids/ids.js';
import type { Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { ClinicSettingsRepository } from './clinic-settings.repository.js';
import type { NewClinic } from './clinic-settings.types.js';
import { PhoneNumbersRepository } from './phone-numbers.repository.js';

/** Clinics are added by whoever runs the server: nobody has a key or an account before there is one. All else is settled over the API. */
export class NewClinics {
  constructor(
    private readonly settings: ClinicSettingsRepository,
    private readonly numbers: PhoneNumbersRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService, clock: Clock, logger: Logger): NewClinics {
    return new NewClinics(
      new ClinicSettingsRepository(),
      new PhoneNumbersRepository(),
      AuditLog.on(database, logger),
      database,
      clock,
    );
  }

  /**
   * @param number its line, for one that is at no carrier; `npm run twilio:setup` brings others
   * @throws InvalidInputError for a zone that nobody knows, and a number that another clinic has
   */
  add(clinic: NewClinic, actor: Actor, number: string | null = null): Promise<ClinicId> {
    const clinicId = newId<ClinicId>();
    return this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.settings.knowsTimeZone(tx, clinic.timeZone)))
        throw new InvalidInputError([{ field: '/timeZone', detail: 'is no zone that is known' }]);
      await this.settings.add(tx, clinicId, clinic);
      const by = { clinicId, at: this.clock.now(), actor };
      await this.audit.record(tx, { ...by, action: 'clinic.added', subject: { kind: 'clinic', id: clinicId } });
      if (number === null) return clinicId;
      if (!(await this.numbers.insert(tx, clinicId, number)))
        throw new InvalidInputError([{ field: '/number', detail: "is another clinic's" }]);
      const subject = { kind: 'phone_number', id: number };
      await this.audit.record(tx, { ...by, action: 'phone_number.added', subject });
      return clinicId;
    });
  }
}
