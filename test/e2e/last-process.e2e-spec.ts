import '../support/in-virtual-time.js';
import { CarrierLine, type Listener } from '../support/carrier-line.js';
import { startLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** A process is asked to end in the middle of a call. With another one beside it the call is handed on (`rolling-restart`). */

const DESK = '+15550100101';
/** What the carrier says where nobody answers it. */
const CARRIERS_WORDS = 'application error';

let clinic: CarrierLine;

beforeEach(async () => {
  clinic = await CarrierLine.start();
});
afterEach(() => clinic.close());

const deskIs = (deskNumber: string | null) =>
  clinic.line.database.clinic.updateMany({ data: { deskNumber, deskAnswers: 'always' } });

const knowsOfOthers = () =>
  until(
    () => Promise.resolve(clinic.line.logLines.join('')),
    (log) => log.includes('news.heard'),
  );

async function greeted(): Promise<Listener> {
  const caller = clinic.callsIn('+15125550001');
  await caller.party.words.next((heard) => heard.startsWith('help'));
  await knowsOfOthers();
  return caller;
}

const isLeftToCarrier = () => clinic.line.logLines.join('').includes('call.left_to_carrier');
const callOf = ({ call: { callSid } }: Listener) =>
  clinic.line.database.call.findFirstOrThrow({ where: { callSid }, include: { deskTasks: true } });

it('puts the caller through to the desk, with words, where no other process would take the call up', async () => {
  await deskIs(DESK);
  const desk = clinic.picksUp(DESK);
  const caller = await greeted();
  await clinic.line.app.close();

  const { call: atDesk } = await desk;
  await caller.party.event('dial_bridged');
  expect(caller.party.heard()).toContain('putting you through');
  expect(await callOf(caller)).toMatchObject({
    ...{ status: 'completed', outcome: 'message_taken' },
    deskTasks: [{ kind: 'callback', status: 'open' }],
  });
  atDesk.hangUp();
  await caller.call.ended;
  expect(caller.party.heard()).not.toContain(CARRIERS_WORDS);
});

it('says goodbye where nobody is at the desk, and the desk calls back', async () => {
  await deskIs(null);
  const caller = await greeted();
  await clinic.line.app.close();

  await caller.call.ended;
  expect(caller.party.heard()).toMatch(/front desk will call you back.*Goodbye\.$/);
  expect(caller.party.heard()).not.toContain(CARRIERS_WORDS);
  expect(await callOf(caller)).toMatchObject({ outcome: 'message_taken', deskTasks: [{ kind: 'callback' }] });
});

it('is there for the last question of a call that ends at the same time', async () => {
  const caller = await greeted();
  const { audio } = await clinic.speech.render('slt', 'No, thank you, goodbye.');
  await new Promise<void>((resolve) => caller.call.speak(audio, resolve));
  await caller.party.words.next((heard) => heard.startsWith('Goodbye'));
  await clinic.line.app.close();

  await caller.call.ended;
  expect(caller.party.heard()).not.toContain(CARRIERS_WORDS);
  expect(isLeftToCarrier()).toBe(false);
});

it('hands the call on where another process listens', async () => {
  const { databaseUrl } = clinic.line.config;
  const caller = await greeted();
  const other = await startLine({
    agentUrl: 'ws://127.0.0.1:1',
    sharing: { url: databaseUrl, prisma: clinic.line.database, close: () => Promise.resolve() },
  });
  await until(
    () => Promise.resolve(other.logLines.join('')),
    (log) => log.includes('news.heard'),
  );
  await clinic.line.app.close();
  expect(isLeftToCarrier()).toBe(false);
  expect(await callOf(caller)).toMatchObject({ status: 'in_progress', nextStep: 'resume' });
  await other.close();
});
