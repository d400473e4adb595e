import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { toDate } from '../common/time/instant-date.js';
import type { Contact, ContactChoice, SaidChoice } from './contact-choices.types.js';

@Injectable()
export class ContactChoicesRepository {
  async find(tx: Tx, { clinicId, number, channel }: Contact): Promise<ContactChoice | null> {
    const key = { clinicId, number, channel };
    const row = await tx.contactChoice.findUnique({ where: { clinicId_number_channel: key } });
    return row && (row.choice as ContactChoice);
  }

  /** False when something was said later that is stored already. */
  async upsert(tx: Tx, said: SaidChoice): Promise<boolean> {
    const stored = await tx.$executeRaw`
      INSERT INTO contact_choices AS known (clinic_id, number, channel, choice, source, decided_at)
      VALUES (${said.clinicId}::uuid, ${said.number}, ${said.channel}, ${said.choice}, ${said.source}, ${toDate(said.at)}::timestamptz)
      ON CONFLICT (clinic_id, number, channel) DO UPDATE
        SET choice = EXCLUDED.choice, source = EXCLUDED.source, decided_at = EXCLUDED.decided_at
        WHERE known.decided_at <= EXCLUDED.decided_at`;
    return stored === 1;
  }
}
