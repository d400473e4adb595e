import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import { InvalidInputError } from '../../common/errors/domain.error.js';
import type { Principal } from '../../common/http/access.decorators.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import { toWallTimes } from '../../common/http/wall-time.types.js';
import type { PatientId } from '../../common/ids/ids.js';
import { AuditLog } from '../audit-log.service.js';
import { ClinicZones } from '../clinic-zones.service.js';
import type { AuditEntry } from '../compliance.types.js';
import { ConsentRecordsRepository } from './consent-records.repository.js';
import {
  PURPOSES,
  type ConsentItem,
  type ConsentQuery,
  type ConsentSearch,
  type LastConsents,
  type NewConsentBody,
  type StoredConsent,
} from './consent-records.types.js';
import { ConsentNotFoundError } from './consent.errors.js';
import type { Consent, ConsentId, Evidence } from './consent.types.js';
import { Consents } from './consents.service.js';

/** Somebody's own digits, without the codes before them. */
const LOCAL_DIGITS = 7;

/** Consents as people look for them, and as the staff enter what was said to them. */
@Injectable()
export class ConsentRecords {
  constructor(
    private readonly records: ConsentRecordsRepository,
    private readonly consents: Consents,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** A page, the newest first. */
  list(principal: Principal, { cursor, limit, ...filter }: ConsentQuery): Promise<Page<ConsentItem>> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const rows = await this.records.list(tx, clinicId, filter, cursor ?? null, limit + 1);
      const page = pageOf(rows, limit, placeOf, (consent) => toItem(consent, timeZone, principal));
      const ids = page.items.map(({ id }) => id);
      await this.note(tx, principal, {
        action: 'consents.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: await this.records.patientsOf(tx, clinicId, ids),
        detail: { count: ids.length },
      });
      return page;
    });
  }

  /** The last word under a number on each purpose, or on one. */
  search(principal: Principal, { phone, purpose }: ConsentSearch): Promise<LastConsents> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const items: ConsentItem[] = [];
      for (const about of purpose ? [purpose] : PURPOSES) {
        const last = await this.records.lastUnder(tx, clinicId, phone, about);
        if (last) items.push(toItem(last, timeZone, principal));
      }
      await this.note(tx, principal, {
        action: 'consents.searched',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: await this.records.patientsUnder(tx, clinicId, phone),
        detail: { count: items.length },
      });
      return { items };
    });
  }

  /** @throws ConsentNotFoundError */
  get(principal: Principal, id: ConsentId): Promise<ConsentItem> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const item = await this.found(tx, principal, id);
      await this.note(tx, principal, {
        action: 'consent.read',
        subject: { kind: 'consent', id },
        patientIds: await this.records.patientsOf(tx, clinicId, [id]),
      });
      return item;
    });
  }

  /** What somebody has told the staff, on a form or by word. @throws InvalidInputError */
  add(principal: Principal, { phone, purpose, choice, evidence, at }: NewConsentBody): Promise<ConsentItem> {
    const { clinicId, actor } = principal;
    const now = this.clock.now();
    if (at && Temporal.Instant.compare(at, now) > 0) throw wrong('/at', 'is in the future');
    if ('reference' in evidence && isAbout(evidence.reference, phone)) {
      throw wrong('/evidence/reference', 'has the number in it, by which everybody would know whose it is');
    }
    return this.database.inClinic(clinicId, async (tx) => {
      const said = {
        clinicId,
        number: phone,
        purpose,
        choice,
        channel: evidence.kind === 'web_form' ? ('web' as const) : ('staff' as const),
        evidence: evidenceOf(evidence, actor),
        at: at ?? now,
        actor,
      };
      const patientIds = await this.records.patientsUnder(tx, clinicId, phone);
      const id = await this.consents.record(tx, said, { patientIds, enteredAt: now });
      return this.found(tx, principal, id);
    });
  }

  private async found(tx: Tx, principal: Principal, id: ConsentId): Promise<ConsentItem> {
    const consent = await this.records.find(tx, principal.clinicId, id);
    if (!consent) throw new ConsentNotFoundError();
    return toItem(consent, await this.zones.of(tx, principal.clinicId), principal);
  }

  private note(
    tx: Tx,
    { clinicId, actor }: Principal,
    entry: Pick<AuditEntry, 'action' | 'subject' | 'detail'> & { patientIds: readonly PatientId[] },
  ): Promise<void> {
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, ...entry });
  }
}

/** What was said to somebody stands with who heard it. */
const evidenceOf = (evidence: NewConsentBody['evidence'], actor: Principal['actor']): Evidence =>
  evidence.kind === 'word' ? { kind: actor.kind, id: actor.id } : evidence;

/** A mark is sealed, and yet nobody's number: it stands on paper, and in whatever the clinic finds it by. */
const isAbout = (reference: string, phone: string): boolean =>
  reference.replace(/\D/g, '').includes(phone.slice(-LOCAL_DIGITS));

const wrong = (field: string, detail: string) => new InvalidInputError([{ field, detail }]);

const placeOf = ({ at, seq }: StoredConsent) => ({ atMs: at.epochMilliseconds, seq: seq.toString() });

const shownEvidence = (evidence: Evidence): ConsentItem['evidence'] =>
  'id' in evidence ? evidence : { kind: evidence.kind, id: evidence.reference };

/** An auditor sees what was said when, and not by whom. */
const toItem = (consent: Consent, timeZone: string, { scopes }: Principal): ConsentItem => ({
  id: consent.id,
  purpose: consent.purpose,
  choice: consent.choice,
  number: scopes.includes('patients:read') ? consent.number : null,
  callId: consent.callId,
  wording: consent.wording,
  channel: consent.channel,
  evidence: shownEvidence(consent.evidence),
  ...toWallTimes(timeZone, { at: consent.at }),
  timeZone,
});
