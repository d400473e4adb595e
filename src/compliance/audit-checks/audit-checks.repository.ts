import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { RootKeys } from '../../common/crypto/root-keys.js';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import type { AuditCheck as CheckRow } from '../../generated/prisma/client.js';
import { isProven, prove, type ChainEnd } from '../audit-chain.js';

/** Of all chains. */
export interface FinishedCheck {
  finishedAt: Temporal.Instant;
  broken: number;
}

/** A row as it was found. */
export interface FoundCheck extends FinishedCheck {
  hour: Temporal.Instant;
  isOurs: boolean;
}

/** How far a chain has been verified, as a row says it. */
export interface VerifiedMark {
  end: ChainEnd;
  isOurs: boolean;
}

/** What verification keeps for itself. Each row is proven: who can write the database must not be believed how far it was verified. */
@Injectable()
export class AuditChecksRepository {
  /** False when the hour has been ordered. */
  async order(tx: Tx, hour: Temporal.Instant, at: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.auditCheck.createMany({
      data: { hour: toDate(hour), orderedAt: toDate(at) },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async finish(tx: Tx, keys: RootKeys, hour: Temporal.Instant, found: FinishedCheck): Promise<void> {
    const data = { finishedAt: toDate(found.finishedAt), broken: found.broken };
    const proof = prove(keys, 'check', partsOfCheck({ hour: toDate(hour), ...data }));
    await tx.auditCheck.updateMany({ where: { hour: toDate(hour) }, data: { ...data, ...proof } });
  }

  /** The newest that have come to an end, or that somebody says have; all of them when it is not said how many. */
  async finished(tx: Tx, keys: RootKeys, most?: number): Promise<FoundCheck[]> {
    const rows = await tx.auditCheck.findMany({
      where: { OR: [{ finishedAt: { not: null } }, { broken: { not: null } }, { mac: { not: null } }] },
      orderBy: { hour: 'desc' },
      ...(most === undefined ? {} : { take: most }),
    });
    return rows.map((row) => ({
      hour: fromDate(row.hour),
      finishedAt: fromDate(row.finishedAt ?? new Date(0)),
      broken: row.broken ?? 0,
      isOurs: isOurs(keys, row),
    }));
  }

  /** What is ours is proven under the current key. */
  async proveAnew(tx: Tx, keys: RootKeys): Promise<void> {
    const rows = await tx.auditCheck.findMany({ where: { keyId: { not: keys.currentId } } });
    const anew = rows
      .filter((row) => isOurs(keys, row))
      .map((row) => ({ hour: row.hour.toISOString(), mac: prove(keys, 'check', partsOfCheck(row)).mac }));
    await tx.$executeRaw`
      UPDATE audit_checks SET mac = anew.mac, key_id = ${keys.currentId}
      FROM unnest(${anew.map(({ hour }) => hour)}::timestamptz[], ${anew.map(({ mac }) => mac)}::text[]) AS anew (hour, mac)
      WHERE audit_checks.hour = anew.hour`;
  }

  async mark(tx: Tx, keys: RootKeys, clinicId: ClinicId): Promise<VerifiedMark | null> {
    const row = await tx.auditVerified.findUnique({ where: { clinicId } });
    if (!row) return null;
    const { seq, hash } = row;
    return { end: { seq, hash }, isOurs: isProven(keys, 'verified', partsOfMark(row), row) };
  }

  async keepMark(tx: Tx, keys: RootKeys, clinicId: ClinicId, end: ChainEnd, at: Temporal.Instant): Promise<void> {
    const said = { seq: end.seq, hash: end.hash, verifiedAt: toDate(at) };
    const verified = { ...said, ...prove(keys, 'verified', partsOfMark({ clinicId, ...said })) };
    await tx.auditVerified.upsert({ where: { clinicId }, create: { clinicId, ...verified }, update: verified });
  }
}

const partsOfMark = (row: { clinicId: string; seq: number; hash: string; verifiedAt: Date }) => [
  row.clinicId,
  row.seq,
  row.hash,
  row.verifiedAt.toISOString(),
];

const partsOfCheck = (row: { hour: Date; finishedAt: Date; broken: number }) => [
  row.hour.toISOString(),
  row.finishedAt.toISOString(),
  row.broken,
];

type OurCheck = { [Column in keyof CheckRow]: NonNullable<CheckRow[Column]> };

function isOurs(keys: RootKeys, row: CheckRow): row is OurCheck {
  const { hour, finishedAt, broken, mac, keyId } = row;
  if (finishedAt === null || broken === null || mac === null || keyId === null) return false;
  return isProven(keys, 'check', partsOfCheck({ hour, finishedAt, broken }), { mac, keyId });
}
