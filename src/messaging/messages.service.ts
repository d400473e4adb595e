import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { MessageItem, MessageQuery, NewMessageBody, StoredText } from './message-list.types.js';
import { MessagesRepository } from './messages.repository.js';
import { MessageNotFoundError } from './messaging.errors.js';
import { segmentsOf } from './text-segments.policy.js';
import { Texts } from './texts.service.js';

/** The clinic's texts, as its people see them. Readings are audited in the transaction that reads. */
@Injectable()
export class Messages {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly texts: Texts,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  list(principal: Principal, query: MessageQuery): Promise<Page<MessageItem>> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.messages.list(tx, clinicId, query);
      const page = pageOf(
        rows,
        query.limit,
        ({ createdAt, id }) => rowPlace(createdAt, id),
        (text) => toItem(text, timeZone),
      );
      const ids = page.items.map(({ id }) => id);
      await this.audit.viewed(tx, {
        ...this.by(principal),
        action: 'texts.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: await this.messages.patientsOf(tx, clinicId, ids),
        detail: { count: ids.length },
      });
      return page;
    });
  }

  /** @throws MessageNotFoundError */
  get(principal: Principal, id: string): Promise<MessageItem> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const item = await this.itemOf(tx, clinicId, id);
      await this.audit.record(tx, {
        ...this.by(principal),
        action: 'text.read',
        subject: { kind: 'text', id },
        patientIds: await this.messages.patientsOf(tx, clinicId, [id]),
      });
      return item;
    });
  }

  /**
   * Puts a text of the staff into the outbox.
   *
   * @throws NoTextingNumberError, TextUnwantedError
   * @throws InvalidInputError for somebody who has no number, and for a number of the clinic's own.
   */
  send({ clinicId, actor }: Principal, { to, patientId, body }: NewMessageBody): Promise<MessageItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const number = to ?? (await this.numberOf(tx, clinicId, patientId ?? ''));
      if (await this.messages.isOwnNumber(tx, clinicId, number)) {
        throw new InvalidInputError([
          { field: to === undefined ? '/patientId' : '/to', detail: "the clinic's own number" },
        ]);
      }
      const textId = await this.texts.sendForStaff(tx, { clinicId, to: number, body, actor });
      return this.itemOf(tx, clinicId, textId);
    });
  }

  private async numberOf(tx: Tx, clinicId: ClinicId, patientId: string): Promise<string> {
    const patient = await this.messages.phoneOf(tx, clinicId, patientId);
    if (patient?.phone) return patient.phone;
    const detail = patient ? 'has no phone number on file' : 'no such patient';
    throw new InvalidInputError([{ field: '/patientId', detail }]);
  }

  private async itemOf(tx: Tx, clinicId: ClinicId, id: string): Promise<MessageItem> {
    const text = await this.messages.find(tx, clinicId, id);
    if (!text) throw new MessageNotFoundError();
    return toItem(text, (await this.clinics.getIn(tx, clinicId)).timeZone);
  }

  private by({ clinicId, actor }: Principal) {
    return { clinicId, actor, at: this.clock.now() };
  }
}

/** A code lets somebody pass for a patient until it was used: nobody at the clinic has to know it. */
function toItem({ createdAt, updatedAt, body, ...text }: StoredText, timeZone: string): MessageItem {
  const isCode = text.kind === 'code';
  return {
    ...text,
    body: isCode ? null : body,
    segments: isCode ? null : segmentsOf(body),
    ...toWallTimes(timeZone, { createdAt, updatedAt }),
    timeZone,
  };
}
