import { randomUUID } from 'node:crypto';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { TOTP } from 'otpauth';
import { hashPassword } from '../../../src/auth/password-hash.js';
import { Sessions } from '../../../src/auth/sessions.service.js';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { CurrentClinic, Requires, type Principal } from '../../../src/common/http/access.decorators.js';
import type { StaffRole } from '../../../src/common/http/access.policy.js';
import type { AccountId, ClinicId } from '../../../src/common/ids/ids.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { AuditLog } from '../../../src/compliance/audit-log.service.js';
import { ComplianceModule } from '../../../src/compliance/compliance.module.js';
import { Clock } from '../../../src/common/clock/clock.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { CHEAP_PASSWORDS, startApi, type TestApi } from '../../support/test-api.js';
import type { TestDatabase } from '../../support/test-database.js';

export const PASSWORD = 'correct horse battery';
const START = '2026-11-20T15:00:00Z';

/** Something to read that clinicians and auditors have no scope for, and something to change. Both are audited. */
@Controller('probe')
class ProbeController {
  constructor(
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  @Get('calls')
  @Requires('calls:read')
  read(@CurrentClinic() principal: Principal) {
    return this.record(principal, 'probe.read');
  }

  @Get('tasks')
  @Requires('tasks:read')
  tasks(@CurrentClinic() principal: Principal) {
    return this.record(principal, 'probe.listed');
  }

  @Post('tasks')
  @Requires('tasks:read')
  change(@CurrentClinic() principal: Principal) {
    return this.record(principal, 'probe.changed');
  }

  private async record({ clinicId, actor }: Principal, action: string) {
    await this.database.inClinic(clinicId, (tx) =>
      this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action,
        subject: { kind: 'clinic', id: clinicId },
      }),
    );
    return { done: true };
  }
}

@Module({ imports: [ComplianceModule], controllers: [ProbeController] })
class ProbeModule {}

export interface Answer {
  status: number;
  json: Record<string, unknown>;
  text: string;
  headers: Headers;
}

export interface Person {
  id: string;
  email: string;
}

/** The entrance of the server, with a clock that a test moves. */
export class StaffBench {
  private constructor(
    readonly database: TestDatabase,
    readonly clock: ManualClock,
    readonly api: TestApi,
    private readonly url: string,
    private readonly passwordHash: string,
  ) {}

  static async start(database: TestDatabase, options: { publicUrl?: string } = {}): Promise<StaffBench> {
    const clock = new ManualClock(START);
    const api = await startApi(database, { imports: [ProbeModule], clock, ...options });
    // So that a browser says where it is.
    api.app.set('trust proxy', 1);
    return new StaffBench(database, clock, api, await api.app.getUrl(), await hashPassword(PASSWORD, CHEAP_PASSWORDS));
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** @param address its network address; the machine's own when left out */
  browser(address?: string): Browser {
    return new Browser(this.url, address);
  }

  /** One that lets the desk and clinicians in with a password alone, unless a test is about that. */
  async clinic(passwordOnlyRoles: string[] = ['front_desk', 'clinician']): Promise<ClinicId> {
    const { clinicId } = await buildClinic(this.database.prisma);
    await this.database.prisma.clinic.update({ where: { id: clinicId }, data: { passwordOnlyRoles } });
    return clinicId;
  }

  /** Somebody with an account, who works for these clinics in this role. */
  async person(role: StaffRole, ...clinicIds: ClinicId[]): Promise<Person> {
    const id = randomUUID();
    const email = `${role}-${id.slice(0, 8)}@desk.example`;
    const { prisma } = this.database;
    const createdAt = new Date(this.clock.nowMs());
    await prisma.account.create({ data: { id, email, name: 'Ana Moss', passwordHash: this.passwordHash, createdAt } });
    for (const [index, clinicId] of clinicIds.entries()) {
      const joinedAt = new Date(createdAt.getTime() + index);
      await prisma.membership.create({ data: { clinicId, accountId: id, role, createdAt: joinedAt } });
    }
    return { id, email };
  }

  /** The same person in a browser of their own, signed in with their password. */
  async signIn({ email }: Person, more: object = {}): Promise<Browser> {
    const browser = this.browser();
    const answer = await browser.post('/api/v1/session', { email, password: PASSWORD, ...more });
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}: ${answer.text}`);
    return browser;
  }

  /** The same without the password, which takes its time: for tests of what comes after it. */
  async enter(person: Person, clinicId: ClinicId): Promise<Browser> {
    const who = { clinicId, accountId: person.id as AccountId, secondFactorPassed: false };
    const { token } = await this.database.prisma.acrossClinics((tx) => this.api.app.get(Sessions).open(tx, who));
    return Object.assign(this.browser(), { cookie: `crownline=${token}` });
  }

  /** An owner with a second factor, who has given it. */
  async owner(clinicId: ClinicId): Promise<Browser & { person: Person }> {
    const person = await this.person('owner', clinicId);
    const browser = await this.enter(person, clinicId);
    await this.enrol(browser);
    return Object.assign(browser, { person });
  }

  /** Answers what makes the codes, and the recovery codes. */
  async enrol(browser: Browser): Promise<{ secret: string; recoveryCodes: string[] }> {
    const { json } = await browser.post('/api/v1/session/second-factor/enrolment');
    const secret = json['secret'] as string;
    const confirmed = await browser.post('/api/v1/session/second-factor/confirmation', { code: this.code(secret) });
    return { secret, recoveryCodes: confirmed.json['recoveryCodes'] as string[] };
  }

  /** What the app on the phone shows now. */
  code(secret: string): string {
    return new TOTP({ secret }).generate({ timestamp: this.clock.nowMs() });
  }

  minutes(count: number): void {
    this.clock.advance(count * 60_000);
  }

  /** Without refusals, which are written beside their answers and may come later. */
  async audit(clinicId: ClinicId) {
    const where = { clinicId, action: { not: 'access.refused' } };
    return this.database.prisma.auditEntry.findMany({ where, orderBy: { seq: 'asc' } });
  }

  async metric(name: string): Promise<number> {
    const { values = [] } = (await this.api.app.get(MetricsRegistry).getSingleMetric(name)?.get()) ?? {};
    return values.reduce((sum, { value }) => sum + value, 0);
  }
}

/** Keeps cookies as browsers do, and says where its requests come from as our own pages do. */
export class Browser {
  cookie: string | null = null;
  /** As the server has set it, with its attributes. */
  setCookie: string | null = null;

  constructor(
    private readonly url: string,
    private readonly address?: string,
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = OWN_PAGE): Promise<Answer> {
    return this.ask('POST', path, body, headers);
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.ask('PUT', path, body, OWN_PAGE);
  }

  remove(path: string, headers: Record<string, string> = OWN_PAGE): Promise<Answer> {
    return this.ask('DELETE', path, undefined, headers);
  }

  private async ask(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...(this.address === undefined ? {} : { 'x-forwarded-for': this.address }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) {
      this.setCookie = set;
      this.cookie = set.slice(0, set.indexOf(';'));
    }
    const text = await response.text();
    const json = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    return { status: response.status, json, text, headers: response.headers };
  }
}

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
