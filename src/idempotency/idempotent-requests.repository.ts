import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { Claim, NamedRequest, StoredAnswer } from './idempotency.types.js';

export interface StoredRequest extends Claim {
  isSameRequest: boolean;
  startedAt: Temporal.Instant;
  finished: boolean;
  answer: StoredAnswer | null;
}

@Injectable()
export class IdempotentRequestsRepository {
  /** False when there is a request with this key. Waits for a transaction that is just writing one. */
  async insert(tx: Tx, claim: Claim, request: NamedRequest, now: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.idempotentRequest.createMany({
      data: { ...claim, ...(await this.tokensOf(tx, request)), startedAt: toDate(now) },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async find(tx: Tx, request: NamedRequest): Promise<StoredRequest | null> {
    const { requestIndex, ...name } = await this.tokensOf(tx, request);
    const row = await tx.idempotentRequest.findUnique({
      where: { clinicId_actorId_keyIndex: { clinicId: request.clinicId, ...name } },
    });
    if (!row) return null;
    return {
      clinicId: request.clinicId,
      id: row.id as Claim['id'],
      isSameRequest: row.requestIndex === requestIndex,
      startedAt: fromDate(row.startedAt),
      finished: row.finishedAt !== null,
      answer:
        row.status === null
          ? null
          : {
              status: row.status,
              body: row.body === null ? undefined : parsed(row.body),
              patientIds: row.patientIds as PatientId[],
            },
    };
  }

  /** `answer` is null where nobody knows whether the request took effect. */
  async finish(tx: Tx, { clinicId, id }: Claim, answer: StoredAnswer | null, now: Temporal.Instant): Promise<void> {
    const body = answer?.body === undefined ? null : JSON.stringify(answer.body);
    await tx.idempotentRequest.update({
      where: { clinicId_id: { clinicId, id } },
      data: {
        finishedAt: toDate(now),
        status: answer?.status ?? null,
        body,
        patientIds: [...(answer?.patientIds ?? [])],
      },
    });
  }

  async remove(tx: Tx, { clinicId, id }: Claim): Promise<void> {
    await tx.idempotentRequest.deleteMany({ where: { clinicId, id } });
  }

  async removeBefore(tx: Tx, clinicId: ClinicId, before: Temporal.Instant): Promise<void> {
    await tx.idempotentRequest.deleteMany({ where: { clinicId, startedAt: { lt: toDate(before) } } });
  }

  /** Of all clinics. */
  async removeAllBefore(tx: Tx, before: Temporal.Instant): Promise<void> {
    await tx.idempotentRequest.deleteMany({ where: { startedAt: { lt: toDate(before) } } });
  }

  private async tokensOf(tx: Tx, { clinicId, actor, key, content }: NamedRequest) {
    const sealer = await tx.$sealer(clinicId);
    return {
      actorId: actor.id,
      keyIndex: sealer.index('request', key),
      requestIndex: sealer.index('request', content),
    };
  }
}

const parsed = (body: string): unknown => JSON.parse(body);
