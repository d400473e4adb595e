import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/prisma.service.js';
import { newId, type ClinicId } from '../../common/ids/ids.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import type { Consent as ConsentRow, Prisma } from '../../generated/prisma/client.js';
import {
  FORMS,
  type CallConsent,
  type Consent,
  type ConsentAbout,
  type ConsentId,
  type ConsentsOf,
  type Evidence,
  type NewConsent,
} from './consent.types.js';
import type { Wording } from './wordings.catalogue.js';

@Injectable()
export class ConsentsRepository {
  /** What was said last, by the time of saying it. */
  async last(tx: Tx, clinicId: ClinicId, about: ConsentAbout): Promise<Consent | null> {
    // As a list of one: what counts is the choice, also under a number that can't be opened any more.
    const [row] = await tx.consent.findMany({
      where: { clinicId, ...about },
      orderBy: [{ at: 'desc' }, { seq: 'desc' }],
      take: 1,
    });
    return row ? toConsent(row) : null;
  }

  /** Oldest first. */
  async all(tx: Tx, clinicId: ClinicId, whose: ConsentsOf): Promise<Consent[]> {
    const where = await this.rowsOf(tx, clinicId, whose);
    if (where === null) return [];
    const rows = await tx.consent.findMany({
      where: { clinicId, ...where },
      orderBy: [{ at: 'asc' }, { seq: 'asc' }],
    });
    return rows.map(toConsent);
  }

  async insert(tx: Tx, consent: NewConsent): Promise<ConsentId> {
    const id = newId<ConsentId>();
    const { clinicId, purpose, choice, number, callId, wording, channel, evidence, at } = consent;
    await tx.consent.create({
      data: {
        clinicId,
        id,
        purpose,
        choice,
        number,
        callId: callId ?? null,
        wordingId: wording?.id ?? null,
        wordingVersion: wording?.version ?? null,
        wordingLanguage: wording?.language ?? null,
        channel,
        evidenceKind: evidence.kind,
        evidenceId: 'id' in evidence ? evidence.id : '',
        evidenceReference: 'id' in evidence ? null : evidence.reference,
        at: toDate(at),
      },
    });
    return id;
  }

  /** Null when the call has it already. Two streams of a call may say it at the same moment. */
  async insertOnce(tx: Tx, consent: CallConsent & NewConsent): Promise<ConsentId | null> {
    const { clinicId, callId, purpose, choice } = consent;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`consent ${clinicId} ${callId}`}, 0))`;
    if (await tx.consent.findFirst({ where: { clinicId, callId, purpose, choice }, select: { id: true } })) return null;
    return this.insert(tx, consent);
  }

  private async rowsOf(tx: Tx, clinicId: ClinicId, whose: ConsentsOf): Promise<Prisma.ConsentWhereInput | null> {
    if (!('patientId' in whose)) return whose;
    // Tokens of a number are the same in every table.
    const patient = await tx.patient.findUnique({
      where: { clinicId_id: { clinicId, id: whose.patientId } },
      select: { phoneIndex: true },
    });
    return patient?.phoneIndex ? { numberIndex: patient.phoneIndex } : null;
  }
}

export const toConsent = (row: ConsentRow): Consent => ({
  clinicId: row.clinicId as ClinicId,
  id: row.id as ConsentId,
  purpose: row.purpose as Consent['purpose'],
  choice: row.choice as Consent['choice'],
  number: row.number,
  callId: row.callId as Consent['callId'],
  wording:
    row.wordingId === null
      ? null
      : ({ id: row.wordingId, version: row.wordingVersion, language: row.wordingLanguage } as Wording),
  channel: row.channel as Consent['channel'],
  evidence: toEvidence(row),
  at: fromDate(row.at),
});

function toEvidence({ evidenceKind, evidenceId, evidenceReference }: ConsentRow): Evidence {
  const form = FORMS.find((kind) => kind === evidenceKind);
  return form ? { kind: form, reference: evidenceReference } : { kind: evidenceKind, id: evidenceId };
}
