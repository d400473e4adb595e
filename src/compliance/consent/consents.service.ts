import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import { AuditLog } from '../audit-log.service.js';
import type { Actor, AuditEntry } from '../compliance.types.js';
import { withWithdrawals } from './consent-history.policy.js';
import type {
  CallConsent,
  Consent,
  ConsentAbout,
  ConsentId,
  ConsentInHistory,
  ConsentsOf,
  NewConsent,
} from './consent.types.js';
import { ConsentsRepository } from './consents.repository.js';

/** Who has agreed to what, in which words, when, and until when. Rows are added and never changed; the last word counts. */
@Injectable()
export class Consents {
  constructor(
    private readonly consents: ConsentsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** What was said last about it; null when nothing ever was. */
  present(tx: Tx, clinicId: ClinicId, about: ConsentAbout): Promise<Consent | null> {
    return this.consents.last(tx, clinicId, about);
  }

  /**
   * Stored and audited in the caller's transaction. What was said earlier than the last word is kept, and changes nothing.
   *
   * @param known whose it is, where somebody knows, and when it was entered, where that was later than it was said
   */
  async record(
    tx: Tx,
    said: NewConsent,
    known: { patientIds?: readonly PatientId[]; enteredAt?: Temporal.Instant } = {},
  ): Promise<ConsentId> {
    const id = await this.consents.insert(tx, said);
    await this.wasRecorded(tx, id, said, known.patientIds ?? [], known.enteredAt ?? said.at);
    return id;
  }

  /** As `record`, once for each call, purpose and choice: a call that goes on elsewhere may come here again. */
  async recordOnce(tx: Tx, said: CallConsent & { actor: Actor }): Promise<void> {
    const id = await this.consents.insertOnce(tx, said);
    if (id !== null) await this.wasRecorded(tx, id, said, [], said.at);
  }

  /** All that was ever said, oldest first. Whoever asks leaves an entry. */
  async history(
    tx: Tx,
    clinicId: ClinicId,
    whose: ConsentsOf,
    asking: Pick<AuditEntry, 'actor' | 'at'>,
  ): Promise<ConsentInHistory[]> {
    const consents = await this.consents.all(tx, clinicId, whose);
    const ofPatient = 'patientId' in whose;
    await this.audit.record(tx, {
      clinicId,
      ...asking,
      action: 'consents.read',
      // A number can't be named: its rows are.
      subject: ofPatient
        ? { kind: 'patient', id: whose.patientId }
        : 'callId' in whose
          ? { kind: 'call', id: whose.callId }
          : { kind: 'consent', id: consents.at(-1)?.id ?? 'none' },
      ...(ofPatient ? { patientIds: [whose.patientId] } : {}),
      detail: { consents: consents.length },
    });
    return withWithdrawals(consents);
  }

  private async wasRecorded(
    tx: Tx,
    id: ConsentId,
    { wording, ...said }: NewConsent,
    patientIds: readonly PatientId[],
    enteredAt: Temporal.Instant,
  ): Promise<void> {
    const { clinicId, actor, choice, evidence, callId, purpose, channel } = said;
    await this.audit.record(tx, {
      clinicId,
      at: enteredAt,
      actor,
      action: `consent.${choice}`,
      // A clinic's mark for a form may name somebody, and stands in the row.
      subject: 'id' in evidence ? evidence : { kind: 'consent', id },
      patientIds,
      callId: callId ?? null,
      detail: {
        purpose,
        channel,
        saidAt: said.at.toString(),
        wording: wording ? `${wording.id}/${wording.version}/${wording.language}` : null,
      },
    });
  }
}
