import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Asker } from './asker.types.js';
import { NumberInCallError, NumberNotFoundError, NumberNotGivenError, NumberTakenError } from './clinics.errors.js';
import { ClinicsService } from './clinics.service.js';
import { PhoneNumbersRepository } from './phone-numbers.repository.js';
import type { NumberItem, NumberQuery } from './phone-numbers.types.js';

/** The lines that the receptionist answers. */
@Injectable()
export class PhoneNumbers {
  constructor(
    private readonly numbers: PhoneNumbersRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** In order. */
  list(clinicId: ClinicId, { cursor, limit }: NumberQuery): Promise<Page<NumberItem>> {
    return this.database.inClinic(clinicId, async (tx) =>
      pageOf(
        await this.numbers.list(tx, clinicId, cursor?.number ?? null, limit + 1),
        limit,
        ({ number }) => ({ number }),
        (item) => item,
      ),
    );
  }

  /** @throws NumberNotFoundError */
  get(clinicId: ClinicId, number: string): Promise<NumberItem> {
    return this.database.inClinic(clinicId, (tx) => this.find(tx, clinicId, number));
  }

  /**
   * Takes a number that the operator has given to the clinic, and that it has given up since. A number that anybody could name first
   * would be anybody's.
   *
   * @throws NumberNotGivenError, NumberTakenError, InvalidInputError for a number that calls are handed to
   */
  add(asker: Asker, number: string): Promise<NumberItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      const { deskNumber, onCallNumber } = await this.clinics.lockIn(tx, clinicId);
      if (number === deskNumber || number === onCallNumber) {
        // The receptionist would hand calls to itself.
        throw new InvalidInputError([{ field: '/number', detail: "is the clinic's deskNumber or onCallNumber" }]);
      }
      if (!(await this.numbers.isGiven(tx, clinicId, number))) throw new NumberNotGivenError();
      if (!(await this.numbers.insert(tx, clinicId, number))) throw new NumberTakenError();
      await this.record(tx, asker, 'phone_number.added', number);
      return { number };
    });
  }

  /** @throws NumberNotFoundError, PreconditionFailedError, NumberInCallError */
  remove(asker: Asker, number: string, precondition = Precondition.NONE): Promise<void> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      precondition.check(await this.find(tx, clinicId, number));
      if (await this.numbers.hasLiveCall(tx, clinicId, number)) throw new NumberInCallError();
      await this.numbers.delete(tx, clinicId, number);
      await this.record(tx, asker, 'phone_number.removed', number);
    });
  }

  private async find(tx: Tx, clinicId: ClinicId, number: string): Promise<NumberItem> {
    if (!(await this.numbers.has(tx, clinicId, number))) throw new NumberNotFoundError();
    return { number };
  }

  private record(
    tx: Tx,
    { clinicId, actor }: Asker,
    action: 'phone_number.added' | 'phone_number.removed',
    number: string,
  ): Promise<void> {
    const subject = { kind: 'phone_number', id: number };
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, action, subject });
  }
}
