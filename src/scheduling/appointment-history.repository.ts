import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, ClinicId } from '../common/ids/ids.js';
import { fromDate } from '../common/time/instant-date.js';
import { VISIT_EVENTS, VisitEventDetail, type VisitEvent } from './appointment-history.types.js';

interface EventRow {
  seq: number;
  at: Date;
  action: string;
  actorKind: VisitEvent['actor']['kind'];
  actorId: string;
  callSid: string | null;
  appointmentId: AppointmentId;
  startsAt: Date;
  detail: unknown;
}

const PREFIX = 'appointment.';

@Injectable()
export class AppointmentHistoryRepository {
  /** What the trail says of a visit and of all that were moved to it or from it, in order, after a place in it. */
  async of(
    tx: Tx,
    clinicId: ClinicId,
    id: AppointmentId,
    { after, limit }: { after: number; limit: number },
  ): Promise<VisitEvent[]> {
    const actions = VISIT_EVENTS.map((event) => PREFIX + event);
    const rows = await tx.$queryRaw<EventRow[]>`
      WITH RECURSIVE earlier AS (
        SELECT id, moved_from FROM appointments WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid
        UNION ALL
        SELECT a.id, a.moved_from FROM earlier e
        JOIN appointments a ON a.clinic_id = ${clinicId}::uuid AND a.id = e.moved_from
      ), later AS (
        SELECT ${id}::uuid AS id
        UNION ALL
        SELECT a.id FROM later l JOIN appointments a ON a.clinic_id = ${clinicId}::uuid AND a.moved_from = l.id
      )
      SELECT e.seq, e.at, e.action, e.actor_kind AS "actorKind", e.actor_id AS "actorId", c.call_sid AS "callSid",
        a.id AS "appointmentId", a.starts_at AS "startsAt", e.detail
      FROM (SELECT id FROM earlier UNION SELECT id FROM later) AS chain
      JOIN appointments a ON a.clinic_id = ${clinicId}::uuid AND a.id = chain.id
      JOIN audit_entries e ON e.clinic_id = ${clinicId}::uuid AND e.subject_kind = 'appointment'
        AND e.subject_id = a.id::text AND e.action = ANY (${actions}::text[]) AND e.seq > ${after}
      LEFT JOIN calls c ON c.clinic_id = ${clinicId}::uuid AND c.id = e.call_id
      ORDER BY e.seq
      LIMIT ${limit}`;
    return rows.map(toEvent);
  }
}

const toEvent = ({
  seq,
  at,
  action,
  actorKind,
  actorId,
  callSid,
  appointmentId,
  startsAt,
  detail,
}: EventRow): VisitEvent => ({
  seq,
  at: fromDate(at),
  event: action.slice(PREFIX.length) as VisitEvent['event'],
  actor: { kind: actorKind, id: actorId },
  callSid,
  appointmentId,
  startsAt: fromDate(startsAt),
  detail: VisitEventDetail.parse(detail),
});
