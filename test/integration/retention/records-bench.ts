import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { BookingsService } from '../../../src/scheduling/bookings.service.js';
import type { Appointment } from '../../../src/scheduling/scheduling.types.js';
import { VisitsService } from '../../../src/scheduling/visits.service.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import { RecordingLog } from '../../../src/calls/recording-log.service.js';
import type { Call } from '../../../src/calls/calls.types.js';
import type { CallSid } from '../../../src/common/ids/ids.js';
import type { WhichPatient } from '../../../src/patients/patients.types.js';
import type { CallControl } from '../../../src/simulation/carrier/call-control.types.js';
import { CarrierRestServer } from '../../../src/simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../../../src/simulation/carrier/rest/messages/message-center.js';
import { WebhookClient } from '../../../src/simulation/carrier/webhook.client.js';
import { buildClinic, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { ACCOUNT_SID, AUTH_TOKEN, startLine, type TestLine } from '../../support/test-line.js';
import { newSid } from '../messaging/text-carrier.js';

/** Friday, ten in the morning in New York. */
export const NOW = '2026-11-20T15:00:00Z';
export const DESK = { kind: 'staff', id: 'desk' } as const;

/** The whole product on a clock that stands still, with a carrier that keeps recordings and takes texts. */
export class RecordsBench {
  clinic!: BuiltClinic;

  private constructor(
    readonly line: TestLine,
    readonly clock: ManualClock,
    /** Recordings that the carrier has. */
    readonly shelf: Set<string>,
    readonly carrier: CarrierRestServer,
    private readonly center: MessageCenter,
  ) {}

  static async start(): Promise<RecordsBench> {
    const clock = new ManualClock(NOW);
    const shelf = new Set<string>();
    const numbers: [] = [];
    const webhooks = new WebhookClient(
      AUTH_TOKEN,
      (url) => url,
      clock,
      () => newSid(''),
    );
    const center = new MessageCenter({ accountSid: ACCOUNT_SID, numbers, webhooks, clock, newSid });
    // Nobody calls.
    const calls = {
      fetchRecording: (sid: string) => (shelf.has(sid) ? {} : null),
      removeRecording: (sid: string) => shelf.delete(sid),
    } as unknown as CallControl;
    const account = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN };
    const carrier = await CarrierRestServer.listen({ ...account, calls, messages: center, numbers, clock });
    const line = await startLine({ agentUrl: 'ws://127.0.0.1:1', carrierUrl: carrier.url, clock });
    return new RecordsBench(line, clock, shelf, carrier, center);
  }

  async close(): Promise<void> {
    await this.line.close();
    await this.carrier.close();
    await this.center.close();
  }

  get prisma() {
    return this.line.database;
  }

  get<Service>(kind: Type<Service>): Service {
    return this.line.app.get(kind, { strict: false });
  }

  async newClinic(): Promise<void> {
    this.clinic = await buildClinic(this.prisma);
  }

  /** A call from a number, with two turns, a tool, and words for the desk. `mark` is in all that is said. */
  async call(fromNumber: string, mark = 'said'): Promise<Call> {
    const calls = this.get(CallsService);
    const { clinicId, number } = this.clinic;
    const at = this.clock.now();
    const callSid = newSid('CA') as CallSid;
    const { call } = await calls.open({ clinicId, callSid, fromNumber, toNumber: number, at });
    const turn = { interrupted: false, startedAt: at, latencyMs: null, stages: null };
    await calls.saveTurn(call, { ...turn, seq: 1, role: 'caller', text: `${mark} turn`, heard: `${mark} turn` });
    await calls.saveTurn(call, { ...turn, seq: 2, role: 'agent', text: `${mark} reply`, heard: `${mark} reply` });
    const id = randomUUID();
    const given = { for: `${mark} tool` };
    await calls.startTool(call, { id, requestId: 'r1', name: 'find_slots', arguments: given, startedAt: at });
    await calls.finishTool(call, id, { status: 'succeeded', result: { answer: `${mark} result` }, durationMs: 5 });
    await calls.planHandover(call, 'transfer', 'caller_asked', `${mark} summary`);
    return call;
  }

  async hangUp(call: Call): Promise<void> {
    await this.get(CallsService).close(call, 'answered');
  }

  /** Audio of a call, at the carrier. */
  async recorded(call: Call): Promise<string> {
    const recordingSid = newSid('RE');
    this.shelf.add(recordingSid);
    const report = { recordingSid, kind: 'call', status: 'completed', durationSeconds: 9, errorCode: null } as const;
    await this.prisma.inClinic(call.clinicId, (tx) => this.get(RecordingLog).reported(tx, call, report));
    return recordingSid;
  }

  async book(patient: WhichPatient, call: Call | null, inDays: number): Promise<Appointment> {
    const { clinicId, typeId, providerIds, operatoryIds } = this.clinic;
    const [providerId, operatoryId] = [providerIds[0], operatoryIds[0]];
    if (!providerId || !operatoryId) throw new Error('no provider');
    const startsAt = this.clock.now().add({ hours: 24 * inDays });
    const outcome = await this.get(BookingsService).book({
      clinicId,
      patient,
      slot: { typeId, providerId, operatoryId, startsAt, endsAt: startsAt.add({ minutes: 60 }) },
      idempotencyKey: randomUUID(),
      callId: call?.id ?? null,
      actor: DESK,
      now: this.clock.now(),
    });
    if (outcome.kind !== 'booked') throw new Error(outcome.kind);
    return outcome.appointment;
  }

  async cancel({ id }: Appointment): Promise<void> {
    const { clinicId } = this.clinic;
    const now = this.clock.now();
    await this.get(VisitsService).cancel({
      clinicId,
      appointmentId: id,
      by: 'patient',
      callId: null,
      actor: DESK,
      now,
    });
  }
}
