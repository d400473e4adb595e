import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { tokenOf } from '../common/database/sealing/sealed-fields.js';
import { toDate } from '../common/time/instant-date.js';
import { localDateOf, startOfDay } from '../scheduling/local-time.policy.js';
import type { Attempts } from './attempt-limits.policy.js';
import type { CallerLine } from './identity.types.js';

type AttemptKind = 'details' | 'code' | 'code_request';

const WITHHELD = 'withheld';

export interface Turn extends Attempts {
  /** Whether this very attempt succeeded: it was made before, and only its answer was lost. Null for one that is new. */
  cameOut: boolean | null;
}

@Injectable()
export class AttemptsRepository {
  /**
   * What was tried in this call, and today from its number. Until the transaction ends no other call from the number, or from any
   * that is withheld, counts or tries: two at once can't both be the last one.
   */
  async takeTurn(tx: Tx, line: CallerLine): Promise<Turn> {
    const { clinicId, callId, attemptId, now, timeZone } = line;
    const number = line.callerNumber ?? WITHHELD;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`identity ${clinicId} ${number}`}, 0))`;
    const token = tokenOf(await tx.$sealer(clinicId), 'IdentityAttempt', 'callerNumberIndex', [number]);
    const today = toDate(startOfDay(localDateOf(now, timeZone), timeZone));
    const [turn] = await tx.$queryRaw<[Turn]>`
      SELECT
        count(*) FILTER (WHERE in_call AND failed)::integer AS "failedInCall",
        count(*) FILTER (WHERE today AND failed)::integer AS "failedToday",
        count(*) FILTER (WHERE in_call AND asked)::integer AS "codesInCall",
        count(*) FILTER (WHERE today AND asked)::integer AS "codesToday",
        bool_or(succeeded) FILTER (WHERE id = ${attemptId}::uuid) AS "cameOut"
      FROM (
        SELECT id, succeeded, call_id = ${callId}::uuid AS in_call,
          caller_number_index = ${token} AND at >= ${today}::timestamptz AS today,
          kind = 'code_request' AS asked,
          kind <> 'code_request' AND NOT succeeded AS failed
        FROM identity_attempts
        WHERE clinic_id = ${clinicId}::uuid
          AND (call_id = ${callId}::uuid OR (caller_number_index = ${token} AND at >= ${today}::timestamptz))
      ) AS attempts`;
    return turn;
  }

  async add(tx: Tx, line: CallerLine, kind: AttemptKind, succeeded: boolean): Promise<void> {
    const { clinicId, callId, callerNumber, attemptId, now } = line;
    await tx.identityAttempt.create({
      data: {
        clinicId,
        id: attemptId,
        callId,
        callerNumber: callerNumber ?? WITHHELD,
        kind,
        succeeded,
        at: toDate(now),
      },
    });
  }
}
