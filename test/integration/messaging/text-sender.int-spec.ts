import type { Temporal } from 'temporal-polyfill';
import { CarrierClient } from '../../../src/carrier/carrier.client.js';
import { CarrierMetrics } from '../../../src/carrier/carrier.metrics.js';
import type { TextId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { ConsentsRepository } from '../../../src/compliance/consent/consents.repository.js';
import type { ConsentChoice, ContactPurpose } from '../../../src/compliance/consent/consent.types.js';
import { Consents } from '../../../src/compliance/consent/consents.service.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { JobsMetrics } from '../../../src/jobs/jobs.metrics.js';
import { TextUnderWayError } from '../../../src/messaging/messaging.errors.js';
import { MessagingMetrics } from '../../../src/messaging/messaging.metrics.js';
import { ATTEMPT_LASTS_SECONDS, MAX_ATTEMPTS, SendText } from '../../../src/messaging/send-text.job.js';
import { TextReceipts } from '../../../src/messaging/text-receipts.service.js';
import { TextSender } from '../../../src/messaging/text-sender.runner.js';
import { TextsRepository } from '../../../src/messaging/texts.repository.js';
import { Texts } from '../../../src/messaging/texts.service.js';
import type { NewOutgoingText, TextRef } from '../../../src/messaging/texts.types.js';
import { auditLog, textAudit } from '../../support/audit.js';
import { buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { searchIndex } from '../../support/search.js';
import { newsOn } from '../../support/news.js';
import { asProduct, openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { ACCOUNT_SID, AUTH_TOKEN } from '../../support/test-line.js';
import { newSid, TextCarrier } from './text-carrier.js';

/** Each try to send, by hand instead of by the queue, on a clock that a test moves. */

const PHONE = '+15125550143';
const BODY = 'Test Dental: see you on Monday.';
let database: TestDatabase;
let carrier: TextCarrier;
let clock: ManualClock;
let clinic: BuiltClinic;
let jobs: JobQueue;
let texts: Texts;
let metrics: MessagingMetrics;
let sender: TextSender;
let receipts: TextReceipts;
let consents: Consents;
let keys = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock();
  carrier = await TextCarrier.listen(clock);
  const config = {
    databaseUrl: asProduct(database.url),
    publicUrl: 'http://127.0.0.1:9',
    twilio: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, apiUrl: carrier.rest.url },
  } as AppConfig;
  const log = Logger.create('silent');
  const registry = new MetricsRegistry();
  metrics = new MessagingMetrics(registry);
  const repository = new TextsRepository();
  const client = new CarrierClient(config, new CarrierMetrics(registry));
  consents = new Consents(new ConsentsRepository(), auditLog(database.prisma));
  jobs = new JobQueue(config, clock, log, new JobsMetrics(registry), newsOn(database));
  texts = new Texts(repository, consents, jobs, textAudit(database.prisma), searchIndex(), metrics, clock, log);
  sender = new TextSender(
    repository,
    consents,
    client,
    jobs,
    textAudit(database.prisma),
    database.prisma,
    config,
    metrics,
    clock,
    log,
  );
  receipts = new TextReceipts(repository, database.prisma, metrics, clock);
  jobs.handle(SendText, () => Promise.resolve()); // the tests do it
  await jobs.onApplicationBootstrap();
});
afterAll(async () => {
  await jobs.onApplicationShutdown();
  await carrier.close();
  await database.close();
});
beforeEach(async () => {
  clock.advance(3_600_000);
  clinic = await buildClinic(database.prisma);
  carrier.addNumber(clinic.number);
});

async function queue(more: Partial<NewOutgoingText> = {}): Promise<TextRef> {
  const text = { kind: 'confirmation', to: PHONE, body: BODY, idempotencyKey: `key:${++keys}`, ...more } as const;
  await database.prisma.inClinic(clinic.clinicId, (tx) => texts.queue(tx, { clinicId: clinic.clinicId, ...text }));
  const { id } = await database.prisma.text.findFirstOrThrow({ where: { idempotencyKey: text.idempotencyKey } });
  return { clinicId: clinic.clinicId, textId: id as TextId };
}

const rowOf = ({ textId }: TextRef) => database.prisma.text.findFirstOrThrow({ where: { id: textId } });

const atTheCarrier = () =>
  carrier
    .sentTo(PHONE)
    .filter(({ from }) => from === clinic.number)
    .map(({ sid }) => sid);

const jobsOf = async ({ textId }: TextRef): Promise<number> => {
  const rows = await database.prisma.$queryRaw<unknown[]>`SELECT FROM pgboss.job WHERE data->>'textId' = ${textId}`;
  return rows.length;
};

it('leaves entries of what was texted to whom, and none of their words', async () => {
  const patientId = await buildPatient(database.prisma, clinic, { phone: PHONE });
  const ref = await queue();
  await sender.send(ref);
  const entries = await database.prisma.auditEntry.findMany({
    where: { subjectId: ref.textId },
    orderBy: { seq: 'asc' },
  });
  expect(entries.map(({ action, patientIds }) => [action, patientIds])).toEqual([
    ['text.queued', [patientId]],
    ['text.sent', [patientId]],
  ]);
  expect(JSON.stringify(entries)).not.toContain(BODY);
});

it('counts the parts that a text is paid in, once it is sent', async () => {
  const counted = async () => (await metrics.segments.get()).values.reduce((sum, { value }) => sum + value, 0);
  const before = await counted();
  const ref = await queue({ body: 'Please bring your card. '.repeat(10) });
  expect(await counted()).toBe(before);
  await sender.send(ref);
  expect(await counted()).toBe(before + 2);
});

/** The process dies in mid-try: the row says `sending`, and nobody goes on. Whether the carrier got it is up to `reached`. */
async function dieSending(ref: TextRef, { reached }: { reached: boolean }): Promise<void> {
  const row = await rowOf(ref);
  const data = { status: 'sending', attempts: 1, sendingSince: new Date(clock.nowMs()) };
  await database.prisma.text.updateMany({ where: { id: ref.textId }, data });
  if (reached) carrier.center.send({ from: row.ourNumber, to: row.theirNumber, body: row.body, statusCallback: null });
}

it('sends a text that its job finds twice once, also when two processes are at it', async () => {
  const ref = await queue();
  const tries = await Promise.allSettled([sender.send(ref), sender.send(ref)]);
  await sender.send(ref);
  expect(tries.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
  expect(atTheCarrier()).toEqual([(await rowOf(ref)).carrierSid]);
});

it.each([true, false])(
  'sends a text whose sender died once, whether the carrier had got it (%s) or not',
  async (reached) => {
    const ref = await queue();
    await dieSending(ref, { reached });
    await expect(sender.send(ref)).rejects.toBeInstanceOf(TextUnderWayError);
    clock.advance((ATTEMPT_LASTS_SECONDS + 1) * 1000);
    await sender.send(ref);
    const row = await rowOf(ref);
    expect(row.status).toBe('sent');
    expect(atTheCarrier()).toEqual([row.carrierSid]);
  },
);

it('keeps a code until it is on its way, through a try that came to nothing, and no longer', async () => {
  const ref = await queue({ kind: 'code', body: 'Test Dental: your code is 048213.' });
  await dieSending(ref, { reached: false });
  clock.advance((ATTEMPT_LASTS_SECONDS + 1) * 1000);
  expect((await rowOf(ref)).body).toContain('048213');
  await sender.send(ref);
  expect(carrier.sentTo(PHONE).filter(({ body }) => body.includes('048213'))).toHaveLength(1);
  expect(await rowOf(ref)).toMatchObject({ status: 'sent', body: '' });
});

it('tells two equal texts apart when the answers to both were lost', async () => {
  const [first, second] = [await queue(), await queue()];
  for (const ref of [first, second]) await dieSending(ref, { reached: true });
  clock.advance((ATTEMPT_LASTS_SECONDS + 1) * 1000);
  for (const ref of [first, second]) await sender.send(ref);
  expect(new Set(atTheCarrier())).toEqual(new Set([(await rowOf(first)).carrierSid, (await rowOf(second)).carrierSid]));
  expect(atTheCarrier()).toHaveLength(2);
});

it('does not take an older text of the same words for this one', async () => {
  const earlier = await queue();
  await sender.send(earlier);
  const ref = await queue();
  await dieSending(ref, { reached: false });
  clock.advance((ATTEMPT_LASTS_SECONDS + 1) * 1000);
  await sender.send(ref);
  expect(atTheCarrier()).toEqual([(await rowOf(earlier)).carrierSid, (await rowOf(ref)).carrierSid]);
});

it('learns of a text from its receipt, when that comes before the answer', async () => {
  const ref = await queue();
  await dieSending(ref, { reached: false });
  const sid = newSid();
  expect(await receipts.take(ref, { MessageSid: sid, MessageStatus: 'delivered' })).toBe('taken');
  expect(await receipts.take(ref, { MessageSid: sid, MessageStatus: 'queued' })).toBe('stale');
  await sender.send(ref);
  expect(await rowOf(ref)).toMatchObject({ status: 'delivered', carrierSid: sid });
  expect(atTheCarrier()).toEqual([]);
});

it('gives up in the end, not without a last look, and takes that back when the carrier reports it after all', async () => {
  const [silent, heard] = [await queue(), await queue({ body: 'Test Dental: call us.' })];
  for (const ref of [silent, heard]) {
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
      carrier.failNextSend({ kind: 'refused', status: 500 });
      await expect(sender.send(ref)).rejects.toMatchObject({ failure: 'uncertain' });
    }
    carrier.failNextSend(ref === heard ? { kind: 'cut' } : { kind: 'refused', status: 500 });
    await expect(sender.send(ref)).rejects.toMatchObject({ failure: 'uncertain' });
    expect((await rowOf(ref)).status).toBe('queued');
    await sender.send(ref);
  }
  expect(await rowOf(silent)).toMatchObject({ status: 'failed', attempts: MAX_ATTEMPTS + 1, carrierSid: null });
  expect(atTheCarrier()).toEqual([(await rowOf(heard)).carrierSid]);
  await receipts.take(silent, { MessageSid: newSid(), MessageStatus: 'delivered' });
  expect((await rowOf(silent)).status).toBe('delivered');
});

it('fails at once with what the carrier refuses', async () => {
  const ref = await queue({ from: '+15550199998' }); // none of the account's
  await sender.send(ref);
  expect(await rowOf(ref)).toMatchObject({ status: 'failed', errorCode: '21606', attempts: 1 });
});

it('learns from the carrier that somebody wants no texts', async () => {
  await carrier.center.receiveText({ from: PHONE, to: clinic.number, body: 'STOP' }); // said while nobody listened
  const ref = await queue();
  await sender.send(ref);
  expect(await rowOf(ref)).toMatchObject({ status: 'suppressed', errorCode: '21610' });
  expect(await choiceAbout('text')).toBe('refused');
  expect(await jobsOf(await queue())).toBe(0);
});

it('sends nothing to somebody who says STOP between the order and the try', async () => {
  const ref = await queue();
  await refuse(clock.now());
  await sender.send(ref);
  expect(await rowOf(ref)).toMatchObject({ status: 'suppressed' });
  expect(atTheCarrier()).toEqual([]);
});

it('keeps the last word about texts, whichever is stored last', async () => {
  await refuse(clock.now());
  await refuse(clock.now().subtract({ minutes: 1 }), 'given');
  expect(await choiceAbout('text')).toBe('refused');
  expect(await choiceAbout('call')).toBeNull();
  const entries = await database.prisma.auditEntry.findMany({
    where: { clinicId: clinic.clinicId },
    orderBy: { seq: 'asc' },
  });
  expect(entries.map(({ action }) => action)).toEqual(['consent.refused', 'consent.given']);
});

it('sends nothing where the clinic’s texts don’t go any more', async () => {
  const ref = await queue();
  await database.prisma.clinic.update({ where: { id: clinic.clinicId }, data: { dialCountries: ['MX'] } });
  await sender.send(ref);
  expect(await rowOf(ref)).toMatchObject({ status: 'suppressed' });
  expect(atTheCarrier()).toEqual([]);
});

it('writes a text to nowhere down, and has nobody send it', async () => {
  for (const to of ['anonymous', '+266696687', '12345', 'client:desk', '+19005551234', '+18765551234']) {
    const ref = await queue({ to });
    expect(await rowOf(ref)).toMatchObject({ status: 'suppressed', theirNumber: to });
    expect(await jobsOf(ref)).toBe(0);
  }
  const ref = await queue({ to: '(512) 555-0143' });
  expect(await rowOf(ref)).toMatchObject({ status: 'queued', theirNumber: PHONE });
  expect(await jobsOf(ref)).toBe(1);
});

it('writes neither text nor job when what it is about is undone, and one of each for one key', async () => {
  const text = { clinicId: clinic.clinicId, kind: 'reply', to: PHONE, body: BODY, idempotencyKey: 'once' } as const;
  const undone = database.prisma.inClinic(clinic.clinicId, async (tx) => {
    await texts.queue(tx, text);
    throw new Error('changed our mind');
  });
  await expect(undone).rejects.toThrow('changed our mind');
  expect(await database.prisma.text.count({ where: { clinicId: clinic.clinicId } })).toBe(0);
  const ref = await queue(text);
  await queue(text);
  expect(await database.prisma.text.count({ where: { clinicId: clinic.clinicId } })).toBe(1);
  expect(await jobsOf(ref)).toBe(1);
});

async function refuse(at: Temporal.Instant, choice: ConsentChoice = 'refused'): Promise<void> {
  await database.prisma.inClinic(clinic.clinicId, (tx) =>
    consents.record(tx, {
      ...{ clinicId: clinic.clinicId, number: PHONE, purpose: 'text', choice, channel: 'staff', at },
      evidence: { kind: 'test', id: 'test' },
      actor: { kind: 'system', id: 'test' },
    }),
  );
}

const choiceAbout = (purpose: ContactPurpose) =>
  database.prisma.inClinic(clinic.clinicId, async (tx) => {
    const last = await consents.present(tx, clinic.clinicId, { number: PHONE, purpose });
    return last?.choice ?? null;
  });
