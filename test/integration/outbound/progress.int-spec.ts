import type { OutboundCall } from '../../../src/outbound/outbound.types.js';
import type { BuiltClinic } from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { OutboundBench, startCarrier, type Carrier } from './outbound-harness.js';

/** What becomes of a call that was placed, whatever order the carrier tells it in. */

let database: TestDatabase;
let carrier: Carrier;
let bench: OutboundBench;
let clinic: BuiltClinic;

beforeAll(async () => {
  database = await openTestDatabase();
  carrier = await startCarrier();
  bench = await OutboundBench.start(database, carrier);
});
beforeEach(async () => {
  bench.clock.advance(2000); // so that nobody waits for the pace of the test before
  clinic = await bench.clinic();
});
afterAll(async () => {
  await bench.close();
  await carrier.rest.close();
  await database.close();
});

async function ring(changes: Parameters<OutboundBench['order']>[1] = {}): Promise<[OutboundCall, string]> {
  const order = await bench.order(clinic, changes);
  return [order, await bench.ringing(order)];
}
const state = async (order: OutboundCall) => {
  const { status, reason, call } = await bench.row(order);
  return { status, reason, outcome: call?.outcome, answeredBy: call?.answeredBy };
};

describe('a person who answers', () => {
  it('is connected, hears the opening that was ordered, and is never called again', async () => {
    const [order, callSid] = await ring({ opening: 'Hello from the dentist.' });
    expect(await bench.post(order, 'answered', callSid)).toContain('<Stream');
    expect(await state(order)).toMatchObject({ status: 'in_progress' });
    const { call } = await bench.row(order);
    const asked = { clinicId: clinic.clinicId, id: call?.id, direction: 'outbound', toNumber: call?.toNumber };
    expect(await bench.openingFor(asked as never)).toBe("Hello from the dentist. I'm the clinic's AI assistant.");
    await bench.detect(order, callSid, 'human');
    await bench.report(order, callSid, 'in-progress');
    await bench.report(order, callSid, 'completed');
    expect(bench.line.over).toContain(callSid);
    expect(await state(order)).toEqual({
      status: 'completed',
      reason: 'answered',
      outcome: 'answered',
      answeredBy: 'human',
    });
  });

  it('may be told of twice, late, and in the wrong order', async () => {
    const [order, callSid] = await ring();
    await bench.detect(order, callSid, 'human'); // before the call was said to be answered
    await bench.report(order, callSid, 'in-progress');
    expect(await bench.post(order, 'answered', callSid)).toContain('<Stream');
    expect(await bench.post(order, 'answered', callSid)).toContain('<Stream');
    await bench.report(order, callSid, 'completed');
    const before = await state(order);
    for (const late of ['initiated', 'ringing', 'in-progress', 'completed', 'no-answer']) {
      await bench.report(order, callSid, late);
    }
    await bench.detect(order, callSid, 'machine_end_beep');
    expect(await bench.post(order, 'answered', callSid)).toContain('<Hangup/>');
    expect(await bench.post(order, 'message', callSid)).toContain('<Hangup/>');
    expect(await state(order)).toEqual(before);
    expect(before).toMatchObject({ status: 'completed', outcome: 'answered', answeredBy: 'human' });
    const closings = await database.prisma.auditEntry.count({
      where: { clinicId: clinic.clinicId, action: 'call.closed' },
    });
    expect(closings).toBe(1);
  });
});

describe('a machine that answers', () => {
  it('gets the message once, and that is the end of the order', async () => {
    const [order, callSid] = await ring({ machineMessage: 'call_back' });
    expect(await bench.post(order, 'answered', callSid)).toContain('<Stream');
    await bench.detect(order, callSid, 'machine_end_beep');
    const ref = `${clinic.clinicId}.${order.id}`;
    expect(carrier.calls.changes.all).toEqual([{ url: `${bench.baseUrl}/twilio/voice/outbound/${ref}/message` }]);
    await bench.detect(order, callSid, 'machine_end_beep');
    expect(carrier.calls.changes.all).toHaveLength(1);
    const spoken = await bench.post(order, 'message', callSid);
    expect(spoken).toMatch(/<Say>Hello, this is Test Dental\. Please call us back at [\d ]+\. .*<\/Say><Hangup\/>/);
    await bench.report(order, callSid, 'completed');
    expect(await state(order)).toEqual({
      status: 'completed',
      reason: 'message_left',
      outcome: 'message_left',
      answeredBy: 'machine',
    });
    await bench.report(order, callSid, 'completed');
    expect(await state(order)).toMatchObject({ status: 'completed', outcome: 'message_left' });
  });

  it('corrects a record that the conversation closed as if somebody had hung up', async () => {
    const [order, callSid] = await ring({ machineMessage: 'will_try_again' });
    await bench.post(order, 'answered', callSid);
    await bench.detect(order, callSid, 'machine_end_silence');
    await bench.post(order, 'message', callSid);
    await database.prisma.call.updateMany({
      where: { clinicId: clinic.clinicId, callSid },
      data: { status: 'completed', outcome: 'caller_hung_up', endedAt: new Date(bench.clock.nowMs()) },
    });
    await bench.report(order, callSid, 'completed');
    expect(await state(order)).toMatchObject({ reason: 'message_left', outcome: 'message_left' });
  });

  it('is hung up on without a message, and counts as nobody: there is another attempt', async () => {
    const [order, callSid] = await ring();
    await bench.post(order, 'answered', callSid);
    const before = carrier.calls.changes.all.length;
    await bench.detect(order, callSid, 'machine_end_beep');
    expect(carrier.calls.changes.all.slice(before)).toEqual([{ status: 'completed' }]);
    await bench.report(order, callSid, 'completed');
    expect(await state(order)).toMatchObject({ status: 'waiting', reason: 'machine', outcome: 'no_answer' });
  });

  it('gets no message when it is a fax', async () => {
    const [order, callSid] = await ring({ machineMessage: 'call_back' });
    const before = carrier.calls.changes.all.length;
    await bench.detect(order, callSid, 'fax');
    expect(carrier.calls.changes.all.slice(before)).toEqual([{ status: 'completed' }]);
  });

  it('hears the message from the start when the verdict comes before the question what to do', async () => {
    const [order, callSid] = await ring({ machineMessage: 'call_back' });
    await bench.detect(order, callSid, 'machine_end_beep');
    expect(await bench.post(order, 'answered', callSid)).toContain('<Say>Hello, this is');
    expect(bench.line.connected).not.toContain(callSid);
  });

  it('is asked for once more when the carrier was busy', async () => {
    const [order, callSid] = await ring({ machineMessage: 'call_back' });
    await bench.post(order, 'answered', callSid);
    const path = /^\/Calls\/CA\w+\.json$/;
    carrier.rest.faults.order({ method: 'POST', path, fault: { kind: 'refused', status: 500 } });
    const before = carrier.calls.changes.all.length;
    const told = bench.detect(order, callSid, 'machine_end_beep');
    await bench.logged('outbound.machine_kept');
    bench.clock.advance(500);
    await told;
    expect(carrier.calls.changes.all.slice(before)).toHaveLength(1);
  });
});

it.each([
  ['busy', 'busy', 'busy'],
  ['no-answer', 'no_answer', 'no_answer'],
  ['failed', 'failed', 'failed'],
  ['canceled', 'failed', 'failed'],
])(
  'a call that ends as %s closes its record as %s and waits for the next attempt',
  async (carrierStatus, outcome, reason) => {
    const [order, callSid] = await ring();
    await bench.report(order, callSid, carrierStatus);
    expect(await state(order)).toMatchObject({ status: 'waiting', reason, outcome });
    await bench.report(order, callSid, carrierStatus);
    expect(await bench.row(order)).toMatchObject({ attempts: 1 });
  },
);

it('a report that comes before the carrier has answered the order opens the record', async () => {
  const order = await bench.order(clinic, { notBefore: bench.clock.now().add({ hours: 2 }) });
  await database.prisma.outboundCall.updateMany({
    where: { id: order.id },
    data: { status: 'dialling', attempts: 1, notBefore: new Date(bench.clock.nowMs()) },
  });
  const callSid = `CA${'7'.repeat(32)}`;
  await bench.report(order, callSid, 'completed');
  expect(await state(order)).toMatchObject({ status: 'completed', reason: 'answered', outcome: 'answered' });
});

it('nobody but the carrier is believed, and an order of nobody is answered with an end', async () => {
  const [order, callSid] = await ring();
  const path = `/twilio/voice/outbound/${clinic.clinicId}.${order.id}/status`;
  const body = new URLSearchParams({ CallSid: callSid, CallStatus: 'completed' });
  expect((await fetch(bench.baseUrl + path, { method: 'POST', body })).status).toBe(403);
  expect(await state(order)).toMatchObject({ status: 'dialling' });
  const unknown = { ...order, id: '6f1f7c52-5df1-4a35-a4a8-0d9cf2f4a001' as OutboundCall['id'] };
  expect(await bench.post(unknown, 'answered', callSid)).toContain('<Hangup/>');
  await bench.report(unknown, callSid, 'completed');
});

it('says sorry to somebody whom nothing can talk to', async () => {
  const [order, callSid] = await ring();
  bench.line.broken = true;
  expect(await bench.post(order, 'answered', callSid)).toContain("<Say>We're sorry");
  bench.line.broken = false;
  await bench.report(order, callSid, 'completed');
  expect(await state(order)).toMatchObject({ status: 'completed' });
});
