import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { AuditLog } from './audit-log.service.js';
import { ContactChoicesRepository } from './contact-choices.repository.js';
import type { Contact, ContactChoice, SaidChoice } from './contact-choices.types.js';

/** Who does not want to be texted or called by a clinic. The last word counts. */
@Injectable()
export class ContactChoices {
  constructor(
    private readonly choices: ContactChoicesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Null when they never said anything about it. */
  choiceOf(tx: Tx, contact: Contact): Promise<ContactChoice | null> {
    return this.choices.find(tx, contact);
  }

  /** Stores and audits it in the caller's transaction. Something said earlier than what is known changes nothing. */
  async record(tx: Tx, said: SaidChoice): Promise<void> {
    if (!(await this.choices.upsert(tx, said))) return;
    const { clinicId, at, actor, evidence, callId, channel, choice, source } = said;
    await this.audit.record(tx, {
      clinicId,
      at,
      actor,
      action: `contact.${choice}`,
      subject: evidence,
      callId: callId ?? null,
      detail: { channel, source },
    });
  }
}
