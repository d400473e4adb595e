import { randomUUID } from 'node:crypto';
import type { Call } from '../../../src/calls/calls.types.js';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { newId, type CallId, type PatientId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { ConsentsRepository } from '../../../src/compliance/consent/consents.repository.js';
import { Consents } from '../../../src/compliance/consent/consents.service.js';
import { IdentityTools } from '../../../src/conversation/tools/identity/identity.tools.js';
import type { ToolContext, ToolOutcome, ToolSession } from '../../../src/conversation/tools/tool.types.js';
import { AttemptsRepository } from '../../../src/identity/attempts.repository.js';
import { CallIdentitiesRepository } from '../../../src/identity/call-identities.repository.js';
import { CallIdentities } from '../../../src/identity/call-identities.service.js';
import { CodesRepository } from '../../../src/identity/codes.repository.js';
import { ANSWER_STEP_MS } from '../../../src/identity/even-time.js';
import { IdentityMetrics } from '../../../src/identity/identity.metrics.js';
import { Registration } from '../../../src/identity/registration.service.js';
import { TextedCodes } from '../../../src/identity/texted-codes.service.js';
import { Verification } from '../../../src/identity/verification.service.js';
import type { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { MessagingMetrics } from '../../../src/messaging/messaging.metrics.js';
import { TextsRepository } from '../../../src/messaging/texts.repository.js';
import { Texts } from '../../../src/messaging/texts.service.js';
import { PatientsRepository } from '../../../src/patients/patients.repository.js';
import { PatientsService } from '../../../src/patients/patients.service.js';
import { auditLog, beginChain, textAudit } from '../../support/audit.js';
import { buildCall, buildClinic, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { searchIndex } from '../../support/search.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { NOW, schedulingOn, startJobs, type Scheduling } from '../scheduling/scheduling-harness.js';

export const CALLING_FROM = '+15550100100';

export interface Person {
  name: string;
  birthDate?: string | null;
  phone?: string | null;
}

/** What a caller is answered. Times are read off the clock that the tools wait by. */
export interface Caller {
  callId: CallId;
  verify(said: Record<string, unknown>): Promise<ToolOutcome>;
  textCode(said: Record<string, unknown>): Promise<ToolOutcome>;
  register(said: Record<string, unknown>): Promise<ToolOutcome>;
}

/** The identity tools on a database of the file's own, with a clinic for each test and a clock that stands still between answers. */
export class IdentityBench {
  database!: TestDatabase;
  jobs!: JobQueue;
  scheduling!: Scheduling;
  clinic!: BuiltClinic;
  clock!: ManualClock;
  registry!: MetricsRegistry;
  identities!: CallIdentities;
  consents!: Consents;
  private tools!: IdentityTools;

  /** New services, as a process that has just started has them. */
  restart(): void {
    const { prisma } = this.database;
    const { clock } = this;
    this.registry = new MetricsRegistry();
    const audit = auditLog(prisma);
    const patients = new PatientsService(new PatientsRepository());
    const metrics = new IdentityMetrics(this.registry);
    this.consents = new Consents(new ConsentsRepository(), audit);
    const log = Logger.create('silent');
    const messaging = new MessagingMetrics(this.registry);
    const texts = new Texts(
      new TextsRepository(),
      this.consents,
      this.jobs,
      textAudit(prisma),
      searchIndex(),
      messaging,
      clock,
      log,
    );
    const [attempts, codes, kept] = [new AttemptsRepository(), new CodesRepository(), new CallIdentitiesRepository()];
    this.identities = new CallIdentities(kept, this.scheduling.visits, audit, prisma, metrics);
    this.tools = new IdentityTools(
      new Verification(attempts, codes, kept, patients, audit, prisma, metrics, clock),
      new TextedCodes(attempts, codes, patients, texts, audit, prisma, metrics, clock),
      new Registration(patients, kept, audit, prisma, clock),
    );
  }

  async call(options: { from?: string; keyed?: ToolContext['keyed']; goesOn?: CallId; outboundTo?: string } = {}) {
    const { prisma } = this.database;
    const { clinicId, number } = this.clinic;
    const id = options.goesOn ?? (await buildCall(prisma, this.clinic));
    const profile = await new ClinicsService(new ClinicsRepository(), prisma, this.clock).profile(clinicId);
    const ways =
      options.outboundTo === undefined
        ? { direction: 'inbound', fromNumber: options.from ?? CALLING_FROM, toNumber: number }
        : { direction: 'outbound', fromNumber: number, toNumber: options.outboundTo };
    const call = { clinicId, id, ...ways } as Call;
    const tools = this.tools.forCall({ scope: { books: true } } as ToolSession);
    const use = (name: string) => async (said: Record<string, unknown>) => {
      const tool = tools.find((one) => one.name === name);
      if (!tool) throw new Error(name);
      const now = this.clock.now();
      const context: ToolContext = { call, profile, runId: newId(), now, language: 'en', keyed: options.keyed ?? {} };
      return this.answered(tool.run(tool.schema.parse(said), context));
    };
    return {
      callId: id,
      verify: use('verify_identity'),
      textCode: use('text_code'),
      register: use('register_patient'),
    } satisfies Caller;
  }

  /** Lets the time pass for which an answer is kept back, and no more. */
  async answered<Result>(answer: Promise<Result>): Promise<Result> {
    let isPending = true;
    const settle = () => (isPending = false);
    answer.then(settle, settle);
    while (isPending) {
      if (this.clock.pendingTimers > 0) this.clock.advance(ANSWER_STEP_MS);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return answer;
  }

  async person({ name, birthDate = '1985-03-04', phone = null }: Person): Promise<PatientId> {
    const id = randomUUID() as PatientId;
    const [givenName = '', ...family] = name.split(' ');
    await this.database.prisma.patient.create({
      data: {
        clinicId: this.clinic.clinicId,
        id,
        givenName,
        familyName: family.join(' '),
        phone,
        birthDate,
        createdAt: new Date('2026-01-01T00:00:00Z'),
      },
    });
    return id;
  }

  /** In a clinic of its own. */
  async elsewhere<Result>(work: () => Promise<Result>): Promise<Result> {
    const ours = this.clinic;
    this.clinic = await buildClinic(this.database.prisma);
    try {
      return await work();
    } finally {
      this.clinic = ours;
    }
  }

  async mayActFor(representativeId: PatientId, patientId: PatientId, relation: 'guardian' | 'authorised') {
    const { clinicId } = this.clinic;
    const createdAt = new Date('2026-01-01T00:00:00Z');
    await this.database.prisma.patientRepresentative.create({
      data: { clinicId, patientId, representativeId, relation, createdAt },
    });
  }

  /** Whom the call may act for, with the proof. */
  async open({ callId }: Pick<Caller, 'callId'>): Promise<[PatientId, string][]> {
    const verified = await this.identities.verified(this.clinic.clinicId, callId);
    return verified.map(({ patientId, proof }) => [patientId, proof]);
  }

  audited = async (action: string) =>
    this.database.prisma.auditEntry.findMany({
      where: { clinicId: this.clinic.clinicId, action },
      orderBy: { seq: 'asc' },
    });

  texts = async () => this.database.prisma.text.findMany({ where: { clinicId: this.clinic.clinicId } });

  /** The digits of the latest code. */
  async texted(): Promise<string> {
    const [latest] = await this.database.prisma.text.findMany({
      where: { clinicId: this.clinic.clinicId, kind: 'code' },
      orderBy: [{ createdAt: 'desc' }],
      take: 1,
    });
    return /\d{6}/.exec(latest?.body ?? '')?.[0] ?? 'none was texted';
  }

  async counted(metric: string): Promise<Record<string, number>> {
    const { values } = (await this.registry.getSingleMetric(metric)?.get()) ?? { values: [] };
    return Object.fromEntries(values.map(({ labels, value }) => [String(Object.values(labels)[0]), value]));
  }
}

export function useIdentity(): IdentityBench {
  const bench = new IdentityBench();
  beforeAll(async () => {
    bench.database = await openTestDatabase();
    bench.jobs = await startJobs(bench.database);
    bench.scheduling = schedulingOn(bench.database.prisma, bench.jobs);
  });
  beforeEach(async () => {
    bench.clinic = await buildClinic(bench.database.prisma);
    await beginChain(bench.database.prisma, bench.clinic.clinicId);
    bench.clock = new ManualClock(NOW);
    bench.restart();
  });
  afterAll(async () => {
    await bench.jobs.onApplicationShutdown();
    await bench.database.close();
  });
  return bench;
}
