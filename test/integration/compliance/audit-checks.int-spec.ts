import '../../support/in-virtual-time.js';
import { createPublicKey, verify } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { Temporal } from 'temporal-polyfill';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { MetricsReader } from '../../../src/common/metrics/metrics.js';
import { newWebhookSecret } from '../../../src/common/outside/webhook-signature.js';
import type { Anchor, SigningKeys } from '../../../src/compliance/audit-anchors/audit-anchor.types.js';
import { FileAnchorsDriver } from '../../../src/compliance/audit-anchors/file-anchors.driver.js';
import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { readsWhole } from '../../../src/compliance/audit-checks/audit-check.policy.js';
import { AuditChecksModule } from '../../../src/compliance/audit-checks/audit-checks.module.js';
import { AuditChecks } from '../../../src/compliance/audit-checks/audit-checks.service.js';
import { auditLog } from '../../support/audit.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { Receiver } from '../webhooks/webhooks-harness.js';

/** What somebody does to the chain, and whether the next hour finds it. */

let database: TestDatabase;
let clinicId: ClinicId;
let clock: ManualClock;
let api: TestApi;
/** Where the ends of the chains are kept outside of the database. */
let receiver: Receiver;
let kept: string;
const SECRET = newWebhookSecret();
/** The hour in which the clinic's whole chain is read is the third. */
let hours: Temporal.Instant[];

beforeEach(async () => {
  database = await openTestDatabase();
  ({ clinicId } = await buildClinic(database.prisma));
  const monday = Temporal.Instant.from('2026-11-23T00:00:00Z');
  const whole = Array.from({ length: 168 }, (_, hour) => monday.add({ hours: hour })).find((hour) =>
    readsWhole(clinicId, hour),
  )!;
  hours = [2, 1, 0].map((before) => whole.subtract({ hours: before }));
  clock = new ManualClock(hours[0]!.subtract({ minutes: 10 }).toString());
  for (let n = 1; n <= 5; n++) await write();
  receiver = await Receiver.open();
  kept = join(await mkdtemp(join(tmpdir(), 'crownline-heads-')), 'heads.jsonl');
  api = await startApi(database, {
    imports: [AuditChecksModule],
    clock,
    auditAnchors: { targets: [pathToFileURL(kept).href, `${receiver.url}/heads`], everyMs: 1_800_000, secret: SECRET },
  });
});
afterEach(async () => {
  await api.close();
  await receiver.close();
  await database.close();
  await rm(dirname(kept), { recursive: true });
});

const write = () =>
  database.prisma.inClinic(clinicId, (tx) =>
    auditLog(database.prisma).record(tx, {
      clinicId,
      at: clock.now(),
      actor: { kind: 'api_key', id: 'cl_12345678' },
      action: 'call.read',
      subject: { kind: 'call', id: 'some-call' },
    }),
  );

const ordered = () =>
  execute<{ hour: string }>(
    database.url,
    `SELECT data->>'hour' AS hour FROM pgboss.job WHERE name = 'audit.check' AND state = 'created'`,
  );

/** What the check of that hour has found, and what is told of it. */
async function afterHour(hour: Temporal.Instant) {
  await until(ordered, (jobs) => jobs.some((job) => job.hour === hour.toString()));
  clock.advance(hour.epochMilliseconds - clock.nowMs());
  await execute(database.url, `UPDATE pgboss.job SET start_after = now() WHERE name = 'audit.check'`);
  const found = async () => (await database.prisma.auditCheck.findUnique({ where: { hour: hour.toString() } }))!;
  const { broken } = await until(found, ({ finishedAt }) => finishedAt !== null);
  await until(checkedAt, (seconds) => seconds === hour.epochMilliseconds / 1000);
  return { broken, told: await metric('crownline_audit_chains_broken') };
}

async function metric(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const metrics = await api.app.get(MetricsReader).read();
  const values = metrics.find((one) => one.name === name)?.values ?? [];
  return values.find((value) => Object.entries(labels).every(([label, is]) => value.labels[label] === is))?.value;
}
const checkedAt = () => metric('crownline_audit_check_timestamp_seconds');

/** As somebody who owns the database does it. */
const attack = async (...statements: string[]) => {
  await execute(database.url, `ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only`);
  for (const statement of statements) await execute(database.url, statement);
};
const GOOD = { broken: 0, told: 0 };
const BROKEN = { broken: 1, told: 1 };
const verified = async () => (await database.prisma.auditVerified.findUnique({ where: { clinicId } }))?.seq;

it('orders every hour once, whoever sees it coming, and goes on where it ended', async () => {
  expect(await checkedAt()).toBe(0);
  await until(ordered, ({ length }) => length > 0);
  api.app.get(AuditChecks, { strict: false }).onApplicationBootstrap();
  expect(await afterHour(hours[0]!)).toEqual(GOOD);
  expect(await verified()).toBe(5);
  await write();
  expect(await afterHour(hours[1]!)).toEqual(GOOD);
  expect(await verified()).toBe(6);
  expect(await ordered()).toEqual([{ hour: hours[2]!.toString() }]);
});

it('finds what is wrong with what was written since, every hour, and says which clinic’s', async () => {
  expect(await afterHour(hours[0]!)).toEqual(GOOD);
  await write();
  await attack(`UPDATE audit_entries SET action = 'x.y' WHERE clinic_id = '${clinicId}' AND seq = 6`);
  expect(await afterHour(hours[1]!)).toEqual(BROKEN);
  expect(await afterHour(hours[2]!)).toEqual(BROKEN);
  const lines = api.logLines.filter((line) => line.includes('audit.chain_broken'));
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
    [1, 2].map(() => expect.objectContaining({ clinicId, reason: 'altered' }) as unknown),
  );
});

it('finds once a week what was changed after it had been found good', async () => {
  expect(await afterHour(hours[0]!)).toEqual(GOOD);
  await attack(`UPDATE audit_entries SET action = 'x.y' WHERE clinic_id = '${clinicId}' AND seq = 2`);
  expect(await afterHour(hours[1]!)).toEqual(GOOD);
  expect(await afterHour(hours[2]!)).toEqual(BROKEN);
});

it.each([
  ['whose last entry is gone, with what said that it was the last', 'seq = 5', 'UPDATE audit_heads SET seq = 4'],
  ['that is gone altogether', 'seq > 0', 'DELETE FROM audit_heads'],
])('finds a chain %s, also when it reads the whole', async (_, gone, head) => {
  expect(await afterHour(hours[0]!)).toEqual(GOOD);
  await attack(
    `DELETE FROM audit_entries WHERE clinic_id = '${clinicId}' AND ${gone}`,
    `${head} WHERE clinic_id = '${clinicId}'`,
  );
  expect(await afterHour(hours[1]!)).toEqual(BROKEN);
  expect(await afterHour(hours[2]!)).toEqual(BROKEN);
});

it('believes neither how far a chain was verified nor what was found, unless it was us who wrote it', async () => {
  const end = `SELECT clinic_id, seq, hash, now(), mac, key_id FROM audit_heads WHERE clinic_id = '${clinicId}'`;
  await attack(`INSERT INTO audit_verified ${end}`);
  expect(await afterHour(hours[0]!)).toEqual(BROKEN);
  await write();
  await attack(
    `UPDATE audit_entries SET action = 'x.y' WHERE clinic_id = '${clinicId}' AND seq = 6`,
    `UPDATE audit_verified SET (clinic_id, seq, hash, verified_at, mac, key_id) = (${end})`,
  );
  expect(await afterHour(hours[1]!)).toEqual(BROKEN);
  const reasons = api.logLines.flatMap((line) => /"reason":"(\w+)"/.exec(line)?.[1] ?? []);
  expect(reasons).toEqual(['mark_forged', 'altered']);

  await attack(`UPDATE audit_checks SET broken = 0 WHERE broken = 1`);
  clock.advance(60_000);
  expect(await afterHour(hours[2]!)).toEqual({ broken: 2, told: 2 });
  expect(api.logLines.filter((line) => line.includes('audit.check_forged'))).toHaveLength(1);
});

describe('the ends of the chains', () => {
  const anchoredAt = (target: string) => metric('crownline_audit_anchor_timestamp_seconds', { target });
  const lines = async () =>
    (await readFile(kept, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Anchor);

  /** What is due half an hour before or after a full hour is done. */
  async function afterAnchors(at: Temporal.Instant) {
    clock.advance(at.epochMilliseconds - clock.nowMs());
    const due = `name = 'audit.anchor' AND state = 'created'`;
    await until(
      () => execute(database.url, `SELECT FROM pgboss.job WHERE ${due}`),
      ({ length }) => length === 2,
    );
    await execute(database.url, `UPDATE pgboss.job SET start_after = now() WHERE ${due}`);
    for (const target of ['file', 'webhook'])
      await until(
        () => anchoredAt(target),
        (seconds) => seconds === at.epochMilliseconds / 1000,
      );
  }

  it('leave the database in time, signed, for a file and a server, and what was set back is found by them', async () => {
    expect([await anchoredAt('file'), await metric('crownline_audit_anchor_interval_seconds')]).toEqual([0, 1800]);
    const all = ['audit_entries', 'audit_heads', 'audit_verified'];
    await attack(...all.map((table) => `CREATE TABLE old_${table} AS TABLE ${table}`));
    await write();
    await afterAnchors(hours[0]!.subtract({ minutes: 5 }));
    const [anchor] = await lines();
    const asked = await api.get('/api/v1/audit-entries/signing-keys', await grantKey(database, clinicId));
    const [jwk] = ((await asked.json()) as SigningKeys).keys;
    const { hash, at, signature } = anchor!;
    expect(anchor).toMatchObject({ clinicId, seq: 6, keyId: jwk!.kid });
    const text = Buffer.from(`crownline audit head|${clinicId}|6|${hash}|${at}`);
    const publicKey = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    expect(verify(null, text, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    const [told] = receiver.requests.all;
    expect(JSON.parse(told!.body)).toEqual({ type: 'audit.heads', timestamp: at, data: { heads: [anchor] } });
    const sent = { id: told!.headers['webhook-id']!, at: new Date(at), body: told!.body };
    expect(told!.headers['webhook-signature']).toBe(new Webhook(SECRET).sign(sent.id, sent.at, sent.body));
    expect(await afterHour(hours[0]!)).toEqual(GOOD);

    // The backup of before knows nothing of it, and the product goes on.
    await attack(...all.map((table) => `DELETE FROM ${table}; INSERT INTO ${table} TABLE old_${table}`));
    for (let n = 0; n < 3; n++) await write();
    const verification = api.app.get(AuditVerification, { strict: false });
    expect(await verification.verify()).toMatchObject({ ok: true });
    expect(await verification.verify([anchor!])).toMatchObject({ ok: false, firstBad: { seq: 6, fault: 'altered' } });
    await afterAnchors(hours[1]!.subtract({ minutes: 5 }));
    expect(await lines()).toEqual([anchor]);
    expect(await afterHour(hours[1]!)).toEqual(BROKEN);
    await attack(...all.map((table) => `DELETE FROM ${table}`));
    expect(await verification.verify()).toMatchObject({ ok: true, checked: 0 });
    expect(await afterHour(hours[2]!)).toEqual(BROKEN);
  });

  it('are tried again where they were not taken, and the time of the last stays what it was', async () => {
    receiver.answerWith(503);
    await until(ordered, ({ length }) => length > 0);
    await execute(database.url, `UPDATE pgboss.job SET start_after = now() WHERE name = 'audit.anchor'`);
    await until(
      () =>
        execute<{ output: { code: string } }>(
          database.url,
          `SELECT output FROM pgboss.job WHERE name = 'audit.anchor' AND state = 'retry'`,
        ),
      (jobs) => jobs.some(({ output }) => output.code === 'compliance/anchor_not_taken'),
    );
    await until(
      () => anchoredAt('file'),
      (seconds) => seconds === clock.nowMs() / 1000,
    );
    expect(await anchoredAt('webhook')).toBe(0);
    // A machine that stopped while it wrote.
    await appendFile(kept, '{"clinicId":');
    await write();
    const driver = new FileAnchorsDriver('file', kept);
    const next = { ...(await driver.newest()).get(clinicId)!, seq: 6 };
    await driver.write([next]);
    expect((await driver.newest()).get(clinicId)).toEqual(next);
  });
});
