import { Temporal } from 'temporal-polyfill';
import type { OutboundCall } from '../../../src/outbound/outbound.types.js';
import { refuseContact } from '../../support/consents.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { NOON, OutboundBench, PATIENT, startCarrier, type Carrier } from './outbound-harness.js';

let database: TestDatabase;
let carrier: Carrier;
let bench: OutboundBench;

beforeEach(async () => {
  database = await openTestDatabase();
  carrier = await startCarrier();
  bench = await OutboundBench.start(database, carrier);
});
afterEach(async () => {
  await bench.close();
  await carrier.rest.close();
  await database.close();
});

const callsPlaced = { method: 'POST', path: /^\/Calls\.json$/ } as const;
const refuse = (status: 429 | 500, times = 1) =>
  carrier.rest.faults.order({ ...callsPlaced, times, fault: { kind: 'refused', status } });

it('dials what is due, with addresses that name the order and nobody', async () => {
  const clinic = await bench.clinic();
  const order = await bench.order(clinic);
  const callSid = await bench.ringing(order);
  const ref = `${clinic.clinicId}.${order.id}`;
  expect(carrier.calls.placed).toEqual([
    {
      to: PATIENT,
      from: clinic.number,
      document: { url: `${bench.baseUrl}/twilio/voice/outbound/${ref}` },
      fallbackUrl: null,
      statusCallback: `${bench.baseUrl}/twilio/voice/outbound/${ref}/status`,
      statusCallbackEvents: ['initiated', 'ringing', 'answered', 'completed'],
      timeoutSeconds: 30,
      machineDetection: 'DetectMessageEnd',
      asyncAmdStatusCallback: `${bench.baseUrl}/twilio/voice/amd?call=${ref}`,
    },
  ]);
  const { call } = await bench.row(order);
  expect(call).toMatchObject({
    callSid,
    direction: 'outbound',
    status: 'ringing',
    fromNumber: clinic.number,
    toNumber: PATIENT,
  });
  expect((await bench.audits(order)).map(({ action }) => action).sort()).toEqual([
    'outbound_call.dialled',
    'outbound_call.ordered',
  ]);
  expect(bench.logLines.join('')).not.toContain(PATIENT.slice(2));
  expect(await bench.metrics()).toContain('crownline_outbound_verdicts_total{verdict="dial"} 1');
});

it('is done once, however many processes try at once', async () => {
  const other = await OutboundBench.start(database, carrier);
  const clinic = await bench.clinic();
  const order = await bench.order(clinic);
  // The same job, enqueued ten times more: the queue gives them to both processes.
  await database.prisma.$executeRaw`
    INSERT INTO pgboss.job (name, data)
    SELECT 'outbound.dial', ${JSON.stringify({ clinicId: clinic.clinicId, id: order.id })}::jsonb
    FROM generate_series(1, 10)`;
  await bench.ringing(order);
  const open = () => database.prisma.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM pgboss.job WHERE name = 'outbound.dial' AND state < 'completed'`;
  await until(open, ([row]) => row?.n === 0n);
  expect(carrier.calls.placed).toHaveLength(1);
  await other.close();
});

it('keeps the pace of one call a second over all clinics and processes', async () => {
  const clock = bench.clock;
  const other = await OutboundBench.start(database, carrier, clock);
  const orders: OutboundCall[] = [];
  for (const last of [1, 2, 3]) {
    orders.push(await bench.order(await bench.clinic(), { to: `+1212555010${last}` }));
  }
  const rows = await until(
    () => Promise.all(orders.map((order) => bench.row(order))),
    // Whoever has a later turn waits for it; one process can hold one such turn.
    (all) => all.filter(({ status }) => status === 'dialling').length >= 2,
  );
  const taken = rows.filter(({ status }) => status === 'dialling').map(({ notBefore }) => notBefore.getTime());
  expect(carrier.calls.placed.length).toBeLessThanOrEqual(1);
  await until(
    async () => {
      clock.advance(1000);
      return Promise.all(orders.map((order) => bench.row(order)));
    },
    (all) => all.every(({ call }) => call !== null),
  );
  expect(taken).toContain(NOON.epochMilliseconds);
  const turns = (await Promise.all(orders.map((order) => bench.row(order)))).map(({ notBefore }) =>
    notBefore.getTime(),
  );
  turns.sort((a, b) => a - b);
  expect(turns.every((turn, index) => index === 0 || turn - (turns[index - 1] ?? 0) >= 1000)).toBe(true);
  await other.close();
});

describe('what the policy says', () => {
  it('puts off to the morning of the person called, not of the clinic', async () => {
    // Nine in the morning in New York is six in Los Angeles.
    await bench.close();
    bench = await OutboundBench.start(database, carrier, new ManualClock('2026-01-15T14:00:00Z'));
    const clinic = await bench.clinic();
    const order = await bench.order(clinic, { to: '+13105550143' });
    const nine = Temporal.Instant.from('2026-01-15T17:00:00Z');
    await until(
      () => bench.row(order),
      ({ notBefore }) => notBefore.getTime() === nine.epochMilliseconds,
    );
    expect(carrier.calls.placed).toEqual([]);
    await bench.advance({ minutes: 180 });
    await bench.ringing(order);
  });

  it('waits for the time that was ordered', async () => {
    const order = await bench.order(await bench.clinic(), { notBefore: NOON.add({ minutes: 30 }) });
    const sooner = await bench.order(await bench.clinic(), { to: '+12125550144' });
    await bench.ringing(sooner);
    expect(await bench.row(order)).toMatchObject({ status: 'waiting', attempts: 0 });
    await bench.advance({ minutes: 30 });
    await bench.ringing(order);
  });

  it('refuses where the clinic does not call any more', async () => {
    const clinic = await bench.clinic();
    const order = await bench.order(clinic, { notBefore: NOON.add({ minutes: 5 }) });
    await database.prisma.clinic.update({ where: { id: clinic.clinicId }, data: { dialCountries: ['MX'] } });
    await bench.advance({ minutes: 5 });
    expect(await bench.when(order, 'refused')).toMatchObject({ reason: 'out_of_bounds' });
    expect(carrier.calls.placed).toEqual([]);
  });

  it('places as many calls a day as the clinic may, and the next one a day after the first', async () => {
    const [clinic, other] = [await bench.clinic(), await bench.clinic()];
    await database.prisma.clinic.update({ where: { id: clinic.clinicId }, data: { maxPlacedCallsPerDay: 1 } });
    await bench.ringing(await bench.order(clinic));
    await bench.advance({ minutes: 1 });
    const next = await bench.order(clinic, { to: '+12125550144' });
    await bench.logged('outbound.day_full');
    await bench.ringing(await bench.order(other, { to: '+12125550145' }));
    expect((await bench.row(next)).notBefore.getTime()).toBe(NOON.add({ hours: 24 }).epochMilliseconds);
    expect(await bench.metrics()).toContain('crownline_outbound_day_full_total 1');
    await bench.advance({ minutes: 24 * 60 });
    await bench.ringing(next);
  });

  it('refuses somebody who said no after it was ordered, and says why', async () => {
    const clinic = await bench.clinic();
    const order = await bench.order(clinic, { notBefore: NOON.add({ minutes: 5 }) });
    const { clinicId } = clinic;
    const at = new Date(NOON.epochMilliseconds);
    await refuseContact(database.prisma, { clinicId, number: PATIENT, purpose: 'call', at });
    await bench.advance({ minutes: 5 });
    expect(await bench.when(order, 'refused')).toMatchObject({ reason: 'consent_revoked', attempts: 0 });
    const refusal = (await bench.audits(order)).find(({ action }) => action === 'outbound_call.refused');
    expect(refusal?.detail).toEqual({ reason: 'consent_revoked' });
    expect(carrier.calls.placed).toEqual([]);
  });

  it('refuses a recall without consent, and a blocked number', async () => {
    const clinic = await bench.clinic();
    const recall = await bench.order(clinic, { purpose: 'recall' });
    expect(await bench.when(recall, 'refused')).toMatchObject({ reason: 'consent_missing' });
    const blocked = { clinicId: clinic.clinicId, number: PATIENT, reason: 'abuse', createdAt: new Date(0) };
    await database.prisma.blockedNumber.create({ data: blocked });
    const reminder = await bench.order(clinic);
    expect(await bench.when(reminder, 'refused')).toMatchObject({ reason: 'blocked' });
  });

  it('counts the attempts of all orders to one number', async () => {
    const clinic = await bench.clinic();
    const first = await bench.order(clinic);
    await bench.report(first, await bench.ringing(first), 'completed');
    await bench.advance({ minutes: 1 });
    const second = await bench.order(clinic);
    await bench.report(second, await bench.ringing(second), 'completed');
    await bench.advance({ minutes: 1 });
    const third = await bench.order(clinic);
    // Two in an hour are enough: the next one is free when the first has been an hour ago.
    await until(
      () => bench.row(third),
      ({ notBefore }) => notBefore.getTime() === NOON.add({ hours: 1 }).epochMilliseconds,
    );
    expect(carrier.calls.placed).toHaveLength(2);
    const elsewhere = await bench.order(await bench.clinic());
    await bench.ringing(elsewhere);
  });
});

it('tries three times and then gives up', async () => {
  const order = await bench.order(await bench.clinic());
  await bench.report(order, await bench.ringing(order), 'busy');
  await bench.advance({ minutes: 15 });
  await bench.report(order, await bench.ringing(order, 2), 'no-answer');
  await bench.advance({ minutes: 119 });
  expect(await bench.row(order)).toMatchObject({ status: 'waiting', attempts: 2 });
  await bench.advance({ minutes: 1 });
  await bench.report(order, await bench.ringing(order, 3), 'no-answer');
  expect(await bench.row(order)).toMatchObject({ status: 'gave_up', reason: 'no_answer', attempts: 3 });
  expect(carrier.calls.placed).toHaveLength(3);
  expect(await database.prisma.call.count({ where: { outcome: { in: ['busy', 'no_answer'] } } })).toBe(3);
});

describe('an end that nobody reports', () => {
  it('is taken for no answer when the phone can no longer be ringing', async () => {
    const order = await bench.order(await bench.clinic());
    await bench.ringing(order);
    await bench.advance({ minutes: 5 });
    expect(await bench.when(order, 'waiting')).toMatchObject({
      reason: 'no_answer',
      call: { status: 'completed', outcome: 'no_answer' },
    });
  });

  it('is found out by the record of the conversation', async () => {
    const order = await bench.order(await bench.clinic());
    const callSid = await bench.ringing(order);
    await bench.post(order, 'answered', callSid);
    await database.prisma.call.updateMany({
      where: { callSid },
      data: { status: 'completed', outcome: 'answered', endedAt: new Date(bench.clock.nowMs()) },
    });
    await bench.advance({ minutes: 5 });
    expect(await bench.when(order, 'completed')).toMatchObject({ reason: 'answered', call: { outcome: 'answered' } });
  });
});

describe('when the carrier does not take it', () => {
  it('tries a busy carrier again a minute later, and counts no attempt', async () => {
    refuse(429, 4); // the client itself asks three times more
    const order = await bench.order(await bench.clinic());
    const put = await until(
      () => bench.row(order),
      ({ reason }) => reason === 'carrier_busy',
    );
    expect(put).toMatchObject({ status: 'waiting', attempts: 0 });
    expect(put.notBefore.getTime()).toBe(NOON.add({ minutes: 1 }).epochMilliseconds);
    await bench.advance({ minutes: 1 });
    await bench.ringing(order);
    expect(carrier.calls.placed).toHaveLength(1);
  });

  it('asks a carrier that stays busy less and less often, and gives up after hours', async () => {
    const order = await bench.order(await bench.clinic());
    await database.prisma.outboundCall.updateMany({ data: { busyAnswers: 9 } });
    refuse(429, 12);
    const put = await until(
      () => bench.row(order),
      ({ busyAnswers }) => busyAnswers === 10,
    );
    expect(put.notBefore.getTime()).toBe(NOON.add({ minutes: 120 }).epochMilliseconds);
    await bench.advance({ minutes: 120 });
    expect(await bench.when(order, 'gave_up')).toMatchObject({ reason: 'carrier_busy', attempts: 0 });
    expect((await bench.audits(order)).map(({ action }) => action)).toContain('outbound_call.gave_up');
    expect(carrier.calls.placed).toEqual([]);
  });

  it('refuses what the carrier refuses for good', async () => {
    const clinic = await bench.clinic();
    // A number that the account does not own.
    await database.prisma.phoneNumber.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { number: '+15550199' },
    });
    const order = await bench.order(clinic);
    expect(await bench.when(order, 'refused')).toMatchObject({ reason: 'carrier_rejected' });
  });

  it('never dials twice at once after a 500: it waits, and tries again as after no answer', async () => {
    refuse(500);
    const order = await bench.order(await bench.clinic());
    await bench.logged('outbound.not_placed');
    expect(await bench.row(order)).toMatchObject({ status: 'dialling', attempts: 1, callId: null });
    await bench.advance({ minutes: 5 });
    const given = await bench.when(order, 'waiting');
    expect(given).toMatchObject({ reason: 'unconfirmed', attempts: 1 });
    expect(given.notBefore.getTime()).toBe(NOON.add({ minutes: 20 }).epochMilliseconds);
    expect(carrier.calls.placed).toEqual([]);
    await bench.advance({ minutes: 15 });
    await bench.ringing(order, 2);
    expect(carrier.calls.placed).toHaveLength(1);
  });

  it('knows a call whose answer was lost by its reports', async () => {
    carrier.rest.faults.order({ ...callsPlaced, fault: { kind: 'cut' } });
    const order = await bench.order(await bench.clinic());
    await until(
      () => Promise.resolve(carrier.calls.calls.length),
      (count) => count === 1,
    );
    const callSid = carrier.calls.calls[0]?.sid ?? '';
    await bench.report(order, callSid, 'ringing');
    expect((await bench.row(order)).call?.callSid).toBe(callSid);
    await bench.report(order, callSid, 'busy');
    expect(await bench.row(order)).toMatchObject({ status: 'waiting', reason: 'busy', attempts: 1 });
    expect(carrier.calls.placed).toHaveLength(1);
  });

  it('does not mistake a late report of the attempt before for the call whose answer was lost', async () => {
    const order = await bench.order(await bench.clinic());
    const first = await bench.ringing(order);
    await bench.report(order, first, 'busy');
    carrier.rest.faults.order({ ...callsPlaced, fault: { kind: 'cut' } });
    await bench.advance({ minutes: 15 });
    await until(
      () => Promise.resolve(carrier.calls.calls.length),
      (count) => count === 2,
    );
    await bench.report(order, first, 'busy');
    expect(await bench.row(order)).toMatchObject({ status: 'dialling', attempts: 2, callId: null });
    const second = carrier.calls.calls[0]?.sid ?? '';
    await bench.report(order, second, 'ringing');
    expect((await bench.row(order)).call?.callSid).toBe(second);
  });

  it('takes up a call that comes to life after it was given up for lost', async () => {
    carrier.rest.faults.order({ ...callsPlaced, fault: { kind: 'cut' } });
    const order = await bench.order(await bench.clinic());
    await bench.when(order, 'dialling');
    await until(
      () => Promise.resolve(carrier.calls.calls.length),
      (count) => count === 1,
    );
    await bench.advance({ minutes: 5 });
    await bench.when(order, 'waiting');
    const callSid = carrier.calls.calls[0]?.sid ?? '';
    expect(await bench.post(order, 'answered', callSid)).toContain('<Stream');
    expect(await bench.row(order)).toMatchObject({ status: 'in_progress', attempts: 1 });
    await bench.report(order, callSid, 'completed');
    expect(await bench.row(order)).toMatchObject({ status: 'completed', reason: 'answered' });
  });
});
