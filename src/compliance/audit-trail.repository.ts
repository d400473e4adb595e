import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { Sql } from '../common/database/sql.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma, type AuditEntry as AuditRow } from '../generated/prisma/client.js';
import {
  KEYS_ROTATED,
  type ChainedContent,
  type ChainedEntry,
  type ChainEnd,
  type ChainRows,
  type Proof,
} from './audit-chain.js';
import type { Access, AccessQuery, Disclosure, SeenPatient, SeenQuery } from './audit-trail.types.js';
import type { Actor } from './compliance.types.js';

/** Reads what has been written. */
@Injectable()
export class AuditTrailRepository {
  /** Also those whose chain is gone, of which something is left. */
  async clinics(tx: Tx): Promise<ClinicId[]> {
    const rows = await tx.$queryRaw<{ id: ClinicId }[]>`
      SELECT clinic_id AS id FROM audit_heads UNION SELECT DISTINCT clinic_id FROM audit_entries
      UNION SELECT clinic_id FROM audit_verified`;
    return rows.map(({ id }) => id).sort();
  }

  /** Where the chain says that it ends, and its last entry, at one moment. */
  async endOf(tx: Tx, clinicId: ClinicId): Promise<ChainRows> {
    const rows = await tx.$queryRaw<(ChainEnd & Proof & { isHead: boolean })[]>`
      SELECT true AS "isHead", seq, hash, mac, key_id AS "keyId" FROM audit_heads WHERE clinic_id = ${clinicId}::uuid
      UNION ALL (
        SELECT false, seq, hash, mac, key_id FROM audit_entries WHERE clinic_id = ${clinicId}::uuid ORDER BY seq DESC LIMIT 1
      )`;
    const [head = null, last = null] = [true, false].map((isHead) => rows.find((row) => row.isHead === isHead));
    return { head, last };
  }

  /** Those by which a rotation may vouch for what was before, the newest first. */
  async rotations(tx: Tx, clinicId: ClinicId): Promise<ChainedEntry[]> {
    const rows = await tx.auditEntry.findMany({
      where: { clinicId, action: KEYS_ROTATED },
      orderBy: { seq: 'desc' },
    });
    return rows.map(toStored);
  }

  async after(tx: Tx, clinicId: ClinicId, seq: number, limit: number): Promise<ChainedEntry[]> {
    const rows = await tx.auditEntry.findMany({
      where: { clinicId, seq: { gt: seq } },
      orderBy: { seq: 'asc' },
      take: limit,
    });
    return rows.map(toStored);
  }

  async hasPatient(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<boolean> {
    return (await tx.patient.count({ where: { clinicId, id } })) > 0;
  }

  /** Who read or changed what of a patient's in [from, to), in order, after a place in it. */
  async accesses(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    { from, to, cursor, limit }: Partial<AccessQuery>,
  ): Promise<Access[]> {
    const rows = await tx.$queryRaw<AccessRow[]>`
      ${aboutPatient(clinicId, patientId)}
      SELECT seq, at, actor_kind AS "actorKind", actor_id AS "actorId", action, subject_kind AS "subjectKind",
        subject_id AS "subjectId", call_id AS "callId", reason, address
      FROM audit_entries JOIN found USING (seq)
      WHERE clinic_id = ${clinicId}::uuid AND seq > ${cursor?.seq ?? 0}
        ${within({ from, to })}
      ORDER BY seq LIMIT ${limit ?? null}::integer`;
    return rows.map(({ at, actorKind, actorId, subjectKind, subjectId, ...row }) => ({
      ...row,
      at: fromDate(at),
      actor: { kind: actorKind, id: actorId },
      subject: { kind: subjectKind, id: subjectId },
    }));
  }

  /**
   * The same question the other way round: whose data somebody saw or changed in [from, to), in the order in which they first did. Being
   * refused shows nothing of anybody.
   */
  async seenBy(
    tx: Tx,
    clinicId: ClinicId,
    { actorKind, actorId, address, from, to, cursor, limit }: SeenQuery,
  ): Promise<SeenPatient[]> {
    const rows = await tx.$queryRaw<GatheredRow<SeenPatient>[]>`
      WITH theirs AS (
        SELECT * FROM audit_entries
        WHERE clinic_id = ${clinicId}::uuid AND actor_kind = ${actorKind} AND actor_id = ${actorId}
          AND (${address ?? null}::text IS NULL OR address = ${address ?? null}) AND action <> ALL (${REFUSALS})
          ${within({ from, to })}
      ), seen AS (
        SELECT seq, at, action, unnest(patient_ids) AS patient_id FROM theirs
        UNION
        SELECT seq, at, action, patient_id FROM theirs JOIN concerned_patients USING (clinic_id, call_id)
        WHERE subject_kind IN ('call', 'recording') AND actor_kind <> ALL (${NO_PEOPLE})
        UNION
        SELECT theirs.seq, theirs.at, theirs.action, unnest(e.patient_ids) FROM theirs JOIN audit_entries e
          ON e.clinic_id = theirs.clinic_id
            AND e.seq BETWEEN (theirs.detail ->> 'first')::integer AND (theirs.detail ->> 'last')::integer
        WHERE theirs.action = 'audit.exported'
      )
      SELECT patient_id AS "patientId", ${GATHERED}, array_agg(DISTINCT action) AS actions FROM seen
      GROUP BY patient_id
      HAVING (min(seq), patient_id) > (${cursor?.seq ?? 0}::integer, ${cursor?.patientId ?? NOBODY}::uuid)
      ORDER BY min(seq), patient_id LIMIT ${limit}`;
    return rows.map(toGathered);
  }

  /** What left the clinic about a patient in [from, to), by way, recipient and action, in the order in which each first did. */
  async disclosures(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    { from, to, cursor, limit }: AccessQuery,
  ): Promise<Disclosure[]> {
    const rows = await tx.$queryRaw<
      GatheredRow<Omit<Disclosure, 'recipient'> & { recipientKind: string; recipientId: string }>[]
    >`
      ${aboutPatient(clinicId, patientId)}, left_here AS (
        SELECT e.*, CASE
            WHEN action = 'patient.exported' THEN 'archive'
            WHEN action = 'audit.exported' THEN 'audit_export'
            WHEN action = 'calendar_feed.read' THEN 'calendar_feed'
            WHEN action = 'webhook.sent' THEN 'webhook'
            WHEN actor_kind = 'api_key' THEN 'api'
          END AS kind,
          action IN ('calendar_feed.read', 'webhook.sent') AS to_subject
        FROM audit_entries e JOIN found USING (seq)
        WHERE clinic_id = ${clinicId}::uuid AND action <> ALL (${REFUSALS}) ${within({ from, to })}
      )
      SELECT kind, action, ${GATHERED},
        CASE WHEN to_subject THEN subject_kind ELSE actor_kind END AS "recipientKind",
        CASE WHEN to_subject THEN subject_id ELSE actor_id END AS "recipientId"
      FROM left_here WHERE kind IS NOT NULL
      GROUP BY kind, action, "recipientKind", "recipientId"
      HAVING min(seq) > ${cursor?.seq ?? 0}
      ORDER BY min(seq) LIMIT ${limit}`;
    const names = await this.names(
      tx,
      clinicId,
      rows.map(({ recipientKind, recipientId }) => ({ kind: recipientKind, id: recipientId })),
    );
    return rows.map(({ recipientKind: kind, recipientId: id, ...row }) => ({
      ...toGathered(row),
      recipient: { kind, id, name: names.get(`${kind} ${id}`) ?? null },
    }));
  }

  /** What people call them. Of a server that is told of events the name of its host alone: who knows all of the address may send to it. */
  private async names(
    tx: Tx,
    clinicId: ClinicId,
    all: readonly { kind: string; id: string }[],
  ): Promise<ReadonlyMap<string, string>> {
    const idsOf = (wanted: string) => all.flatMap(({ kind, id }) => (kind === wanted ? id : []));
    const where = (kind: string) => ({ clinicId, id: { in: idsOf(kind) } });
    const keys = await tx.apiKey.findMany({ where: where('api_key'), select: { id: true, name: true } });
    const feeds = await tx.calendarFeed.findMany({ where: where('calendar_feed'), include: { provider: true } });
    const servers = await tx.webhookEndpoint.findMany({ where: where('webhook') });
    const people = await tx.membership.findMany({
      where: { clinicId, accountId: { in: idsOf('staff') } },
      include: { account: true },
    });
    return new Map([
      ...keys.map(({ id, name }) => [`api_key ${id}`, name] as const),
      ...feeds.map(({ id, provider }) => [`calendar_feed ${id}`, provider.name] as const),
      ...servers.map(({ id, url }) => [`webhook ${id}`, hostOf(url)] as const),
      ...people.map(({ accountId, account }) => [`staff ${accountId}`, account.name] as const),
    ]);
  }
}

/**
 * A CTE `found` with the numbers of the entries about a patient: what names them; what people did to calls that may be about them, whoever
 * the caller was taken for then; and where a part of the trail that names them was given away.
 */
const aboutPatient = (clinicId: ClinicId, patientId: PatientId): Sql => Prisma.sql`
  WITH theirs AS (
    SELECT seq FROM audit_entries WHERE clinic_id = ${clinicId}::uuid AND patient_ids @> ARRAY[${patientId}::uuid]
  ), found AS (
    SELECT seq FROM theirs
    UNION
    SELECT seq FROM audit_entries
    WHERE clinic_id = ${clinicId}::uuid AND subject_kind IN ('call', 'recording') AND actor_kind <> ALL (${NO_PEOPLE})
      AND call_id = ANY (ARRAY(
        SELECT call_id FROM concerned_patients
        WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid))
    UNION
    SELECT seq FROM audit_entries e
    WHERE clinic_id = ${clinicId}::uuid AND action = 'audit.exported' AND EXISTS (
      SELECT FROM theirs WHERE theirs.seq BETWEEN (e.detail ->> 'first')::integer AND (e.detail ->> 'last')::integer)
  )`;

const within = ({ from, to }: Pick<Partial<AccessQuery>, 'from' | 'to'>): Sql => Prisma.sql`
  AND at >= coalesce(${from ? toDate(from) : null}::timestamptz, '-infinity')
  AND at < coalesce(${to ? toDate(to) : null}::timestamptz, 'infinity')`;

const GATHERED = Prisma.sql`
  min(seq) AS seq, min(at) AS "firstAt", max(at) AS "lastAt", count(DISTINCT seq)::integer AS entries`;

type GatheredRow<Gathered> = Omit<Gathered, 'firstAt' | 'lastAt'> & { firstAt: Date; lastAt: Date };

const toGathered = <Row extends { firstAt: Date; lastAt: Date }>({ firstAt, lastAt, ...row }: Row) => ({
  ...row,
  firstAt: fromDate(firstAt),
  lastAt: fromDate(lastAt),
});

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Of an address that can't be opened nobody knows it. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : url);

/** Whoever was refused has learned nothing. */
const REFUSALS = ['access.refused', 'patient.access_refused'];

/** Who takes part in calls, and is told nothing by them. */
const NO_PEOPLE: Actor['kind'][] = ['agent', 'patient', 'system'];

type AccessRow = Omit<Access, 'at' | 'actor' | 'subject'> & {
  at: Date;
  actorKind: Actor['kind'];
  actorId: string;
  subjectKind: string;
  subjectId: string;
};

const toStored = (row: AuditRow): ChainedEntry => ({
  content: toChainedContent(row),
  hash: row.hash,
  proof: { mac: row.mac, keyId: row.keyId },
});

export const toChainedContent = (row: AuditRow): ChainedContent => ({
  clinicId: row.clinicId,
  seq: row.seq,
  id: row.id,
  at: row.at.toISOString(),
  actorKind: row.actorKind,
  actorId: row.actorId,
  action: row.action,
  subjectKind: row.subjectKind,
  subjectId: row.subjectId,
  patientIds: row.patientIds,
  callId: row.callId,
  reason: row.reason,
  address: row.address,
  requestId: row.requestId,
  detail: row.detail as Record<string, unknown>,
});
