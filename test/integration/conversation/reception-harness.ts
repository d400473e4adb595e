import { Temporal } from 'temporal-polyfill';
import type { Call } from '../../../src/calls/calls.types.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { ClinicProfile } from '../../../src/clinics/clinics.types.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { newId, type AppointmentId, type CallId, type PatientId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { ConversationMetrics } from '../../../src/conversation/conversation.metrics.js';
import { ConversationModule } from '../../../src/conversation/conversation.module.js';
import { Toolbox } from '../../../src/conversation/tools/toolbox.service.js';
import { ToolRunner } from '../../../src/conversation/tools/tool.runner.js';
import type { CallScope, Tool, ToolContext, ToolEnd, ToolOutcome } from '../../../src/conversation/tools/tool.types.js';
import type { Proof } from '../../../src/identity/identity.types.js';
import { AgentSettings } from '../../../src/profiles/agent-profile.types.js';
import { RecallsModule } from '../../../src/recalls/recalls.module.js';
import { BookingsService } from '../../../src/scheduling/bookings.service.js';
import type { Appointment } from '../../../src/scheduling/scheduling.types.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic, type ClinicOptions } from '../../support/builders.js';
import { refuseContact } from '../../support/consents.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { booked, DESK, NOW, overlaps, requestFor, slotAt } from '../scheduling/scheduling-harness.js';

export { NOW };

/** The phone that callers call from, unless the test says otherwise. */
export const CALLING = '+15125550100';

const SCOPE: CallScope = { books: true, deskAnswers: true, recorded: false };

/** A clinic of which calls have all the tools that calls have, on a clock that stands still. No text gets anywhere. */
export class Reception {
  database!: TestDatabase;
  clinic!: BuiltClinic;
  private api!: TestApi;

  constructor(readonly clock = new ManualClock(NOW)) {}

  /** @param through the address by which the product reaches the database; the test does so directly */
  async start(through = (url: string) => Promise.resolve(url)): Promise<void> {
    this.database = await openTestDatabase();
    const url = await through(this.database.url);
    this.api = await startApi(
      { ...this.database, url },
      { imports: [ConversationModule, RecallsModule], clock: this.clock },
    );
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
  }

  get prisma() {
    return this.database.prisma;
  }

  get app() {
    return this.api.app;
  }

  async newClinic(options: ClinicOptions = {}): Promise<void> {
    this.clinic = await buildClinic(this.prisma, { dentists: 2, operatories: 2, ...options });
  }

  patient(name = 'Ada Marsh', phone: string | null = CALLING): Promise<PatientId> {
    const [givenName = '', familyName = ''] = name.split(' ');
    return buildPatient(this.prisma, this.clinic, { givenName, familyName, phone });
  }

  /** Puts the birth date on a patient's record. */
  async isBorn(id: PatientId, birthDate: string): Promise<void> {
    const where = { clinicId_id: { clinicId: this.clinic.clinicId, id } };
    const { familyName, phone } = await this.prisma.patient.findUniqueOrThrow({ where });
    await this.prisma.patient.update({ where, data: { birthDate, familyName, phone } });
  }

  /** A visit that the desk has booked. */
  async visit(
    id: PatientId,
    local: string,
    options: { provider?: number; typeId?: BuiltClinic['typeId'] } = {},
  ): Promise<Appointment> {
    const { provider = 0, typeId = this.clinic.typeId } = options;
    const slot = { ...slotAt(this.clinic, local, 60, provider, provider), typeId };
    return booked(
      await this.app.get(BookingsService).book(requestFor(this.clinic, slot, { patient: { id }, actor: DESK })),
    );
  }

  /** A call in which nobody has proved anything yet. */
  async call(given: Partial<Pick<Call, 'fromNumber' | 'toNumber' | 'direction'>> = {}): Promise<ReceptionCall> {
    const id = await buildCall(this.prisma, this.clinic);
    const call = {
      clinicId: this.clinic.clinicId,
      id,
      direction: 'inbound',
      fromNumber: CALLING,
      toNumber: this.clinic.number,
      startedAt: NOW,
      ...given,
    } as Call;
    return new ReceptionCall(this, call);
  }

  /** A call of somebody who has proved to be these patients, or to speak for all but the first. */
  async callOf(...patientIds: PatientId[]): Promise<ReceptionCall> {
    const call = await this.call();
    for (const [index, patientId] of patientIds.entries()) {
      await call.proves(patientId, index === 0 ? 'phone_on_file' : 'representative');
    }
    return call;
  }

  /** Visits as they are now, in order of time: "Ada scheduled 11-24T10:00". */
  async visits(): Promise<string[]> {
    const rows = await this.prisma.appointment.findMany({
      where: { clinicId: this.clinic.clinicId },
      include: { patient: true },
      orderBy: [{ startsAt: 'asc' }, { createdAt: 'asc' }],
    });
    return rows.map(({ patient, status, startsAt }) => {
      const local = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(this.clinic.timeZone);
      return `${patient.givenName} ${status} ${local.toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5)}`;
    });
  }

  /** Texts that were written: "confirmation +15125550100: your visit is …", without the clinic's name. */
  async texts(): Promise<string[]> {
    const rows = await this.prisma.text.findMany({
      where: { clinicId: this.clinic.clinicId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ kind, theirNumber, body }) => `${kind} ${theirNumber}: ${body.replace('Test Dental: ', '')}`);
  }

  async audited(action: string) {
    const rows = await this.prisma.auditEntry.findMany({
      where: { clinicId: this.clinic.clinicId, action },
      orderBy: { seq: 'asc' },
    });
    return rows.map(({ detail }) => detail as Record<string, unknown>);
  }

  async wantsNoTexts(number: string): Promise<void> {
    const { clinicId } = this.clinic;
    await refuseContact(this.prisma, { clinicId, number, purpose: 'text', at: new Date('2026-11-01T12:00:00Z') });
  }

  overlaps(): Promise<number> {
    return overlaps(this.database.url);
  }
}

export class ReceptionCall {
  keyed: ToolContext['keyed'] = {};

  constructor(
    private readonly reception: Reception,
    readonly call: Call,
  ) {}

  get id(): CallId {
    return this.call.id;
  }

  async proves(patientId: PatientId, proof: Proof = 'phone_on_file'): Promise<void> {
    const { clinicId } = this.call;
    const verifiedAt = new Date(NOW.epochMilliseconds);
    await this.reception.prisma.callIdentity.create({
      data: { clinicId, callId: this.id, patientId, proof, verifiedAt },
    });
  }

  /** What the model is answered by a tool that is tried again, and recorded, as in a conversation. */
  async run(name: string, args: Record<string, unknown> = {}): Promise<ToolEnd> {
    const { app, clock } = this.reception;
    const calls = app.get(CallsService, { strict: false });
    const metrics = app.get(ConversationMetrics, { strict: false });
    const { tools, profile } = await this.toolbox(SCOPE);
    const runner = new ToolRunner(calls, clock, metrics, app.get(Logger), null);
    const request = { requestId: newId(), name, argumentsJson: JSON.stringify(args) };
    const situation = { call: this.call, profile, language: 'en' as const, keyed: this.keyed };
    const { ended, recorded } = await runner.run(request, tools, situation);
    await recorded;
    return ended;
  }

  /** All that this call may use. */
  async toolbox(scope: CallScope): Promise<{ tools: Tool[]; profile: ClinicProfile }> {
    const { app } = this.reception;
    const profile = await app.get(ClinicsService, { strict: false }).profile(this.call.clinicId);
    return {
      tools: app.get(Toolbox, { strict: false }).forCall({ profile, agent: AgentSettings.parse({}), scope }),
      profile,
    };
  }

  /** What the model is answered. */
  async use(name: string, args: Record<string, unknown> = {}, scope: CallScope = SCOPE): Promise<ToolOutcome> {
    const { clock } = this.reception;
    const { tools, profile } = await this.toolbox(scope);
    const tool = tools.find((one) => one.name === name);
    if (!tool) throw new Error(`no tool ${name}`);
    return tool.run(tool.schema.parse(args), {
      call: this.call,
      profile,
      runId: newId(),
      now: clock.now(),
      language: 'en',
      keyed: this.keyed,
    });
  }

  /** The same, where only what it says counts. */
  async result(name: string, args: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return (await this.use(name, args)).result;
  }

  /** The slotId of a time that this call was offered, as if found by its words. */
  async offered(
    when: string,
    more: { appointmentId?: AppointmentId; provider?: string; appointmentType?: string } = {},
  ): Promise<string> {
    const { slots } = await this.result('find_slots', { appointmentType: 'Filling', when, provider: 'Dr. 1', ...more });
    const [first] = (slots ?? []) as { slotId: string }[];
    if (!first) throw new Error(`nothing is offered ${when}`);
    return first.slotId;
  }
}

/** One reception for a file, with a clinic of its own for each test. After each nothing overlaps, whatever it did. */
export function useReception(options: ClinicOptions = {}): Reception {
  const reception = new Reception();
  beforeAll(() => reception.start());
  beforeEach(() => reception.newClinic(options));
  afterEach(async () => {
    expect(await reception.overlaps()).toBe(0);
  });
  afterAll(() => reception.close());
  return reception;
}
