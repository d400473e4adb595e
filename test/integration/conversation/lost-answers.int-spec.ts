import type { Cancel } from '../../../src/common/clock/clock.js';
import { execute } from '../../support/test-database.js';
import { FaultyLink } from '../../support/faulty-link.js';
import { ManualClock } from '../../support/manual-clock.js';
import { CALLING, NOW, Reception, type ReceptionCall } from './reception-harness.js';

/**
 * A database that goes away may do what it was asked for, and its answer get lost: whoever asks can't tell that from work that was not
 * done, and asks again. Here each transaction of each tool loses the answer to its COMMIT once. Callers hear the same then, and nothing is
 * written twice.
 */

/** What a tool waits for until it tries again, or answers, passes at once; its deadline is far away. */
class HastyClock extends ManualClock {
  override after(ms: number, run: () => void): Cancel {
    const cancel = super.after(ms, run);
    if (ms <= 500) setImmediate(() => this.advance(ms));
    return cancel;
  }
}

type Use = { name: string; args: Record<string, unknown> };

const BORN = '1985-03-04';
const caller = { callerName: 'Ada Marsh', birthDate: BORN };

/** A patient of that name, number and birth date. */
async function ada(): Promise<Awaited<ReturnType<Reception['patient']>>> {
  const id = await reception.patient();
  await reception.isBorn(id, BORN);
  return id;
}

/** Somebody who has proved who they are, with a visit to come. */
async function adaWithVisit(call: ReceptionCall): Promise<string> {
  const id = await ada();
  await call.proves(id);
  return (await reception.visit(id, '2026-11-24T10:00')).id;
}

/** The digits of the code that the call was texted. */
async function codeTexted(call: ReceptionCall): Promise<string> {
  await call.run('text_code', caller);
  const [text] = await reception.texts();
  return /\d{6}/.exec(text ?? '')?.[0] ?? '';
}

/** What each tool is used for, once what it takes is there. */
const USES: Record<string, (call: ReceptionCall) => Use | Promise<Use>> = {
  take_message: () => use('take_message', { callerName: 'Ada Marsh', message: 'The crown came off.' }),
  note_insurance: () => use('note_insurance', { callerName: 'Ada Marsh', insurer: 'Delta' }),
  request_follow_up: () =>
    use('request_follow_up', { kind: 'records', callerName: 'Ada Marsh', details: 'The X-rays to Dr. Who.' }),
  find_slots: () => use('find_slots', { appointmentType: 'Filling', when: 'tomorrow' }),
  hold_slot: async (call) => use('hold_slot', { slotId: await call.offered('tomorrow') }),
  book_appointment: async (call) =>
    use('book_appointment', { slotId: await call.offered('tomorrow'), patientName: 'Ben New' }),
  join_waitlist: () =>
    use('join_waitlist', { appointmentType: 'Filling', when: 'tomorrow morning', patientName: 'Ben New' }),
  'join_waitlist again, for another day': async (call) => {
    const { name, args } = await USES.join_waitlist!(call);
    await call.run(name, args);
    return use(name, { ...args, when: 'next week' });
  },
  register_patient: () => use('register_patient', { patientName: 'Ben New', birthDate: BORN }),
  text_code: async () => {
    await ada();
    return use('text_code', caller);
  },
  verify_identity: async () => {
    await ada();
    return use('verify_identity', { ...caller, phone: CALLING });
  },
  'verify_identity, in vain': async () => {
    await ada();
    return use('verify_identity', { ...caller, phone: '+15125550177' });
  },
  'verify_identity, in vain for the last time': async (call) => {
    const { name, args } = await USES['verify_identity, in vain']!(call);
    await call.run(name, args);
    await call.run(name, args);
    return use(name, args);
  },
  'verify_identity by code': async (call) => {
    await ada();
    return use('verify_identity', { ...caller, code: await codeTexted(call) });
  },
  move_appointment: async (call) => {
    const appointmentId = await adaWithVisit(call);
    return use('move_appointment', { appointmentId, slotId: await call.offered('tomorrow') });
  },
  cancel_appointment: async (call) => use('cancel_appointment', { appointmentId: await adaWithVisit(call) }),
  confirm_appointment: async (call) => use('confirm_appointment', { appointmentId: await adaWithVisit(call) }),
  text_details: async (call) => use('text_details', { about: 'visit', appointmentId: await adaWithVisit(call) }),
};

const use = (name: string, args: Record<string, unknown>): Use => ({ name, args });

/** They write nothing: what they do is done to the line. */
const OF_THE_LINE = ['end_call', 'decline_recording', 'transfer_to_human'];

const reception = new Reception(new HastyClock(NOW));
let link: FaultyLink;

beforeAll(() =>
  reception.start(async (url) => {
    link = await FaultyLink.to(Number(new URL(url).port));
    return link.through(url);
  }),
);
afterAll(async () => {
  await reception.close();
  await link.close();
});

/**
 * How many rows each table has of the clinic, what was done by the audit log, and the jobs. What was read twice is audited twice; the
 * clinic's own lines are rendered whatever a call does.
 */
async function rows(): Promise<Record<string, number>> {
  const { clinicId } = reception.clinic;
  const { url } = reception.database;
  const tables = await execute<{ name: string }>(
    url,
    `SELECT table_name AS name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND column_name = 'clinic_id' AND table_type = 'BASE TABLE' AND table_name <> 'audit_entries'`,
  );
  const counts = [
    ...tables.map(({ name }) => `SELECT '${name}' AS what, count(*)::int FROM ${name} WHERE clinic_id = '${clinicId}'`),
    `SELECT 'audited: ' || action, count(*)::int FROM audit_entries
     WHERE clinic_id = '${clinicId}' AND action NOT LIKE '%.read' GROUP BY action`,
    `SELECT 'job: ' || name, count(*)::int FROM pgboss.job WHERE data->>'clinicId' = '${clinicId}' AND name <> 'phrases.render' GROUP BY name`,
  ];
  const counted = await execute<{ what: string; count: number }>(url, counts.join(' UNION ALL '));
  return Object.fromEntries(counted.filter(({ count }) => count > 0).map(({ what, count }) => [what, count]));
}

/** In a clinic of its own. Answers what the caller hears and what is there afterwards, ids left out. */
async function play(prepare: (typeof USES)[string], losing: number) {
  await reception.newClinic();
  const call = await reception.call();
  const { name, args } = await prepare(call);
  link.lose({ about: call.id, nr: losing });
  const { status, result } = await call.run(name, args);
  const heard = JSON.stringify(result).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
  return { status, heard, rows: await rows(), commits: link.commits };
}

it.each(Object.entries(USES))('%s is done once, whichever answer of the database is lost', async (_, prepare) => {
  const { commits, ...undisturbed } = await play(prepare, 0);
  expect(commits).toBeGreaterThan(2); // it is begun, done and ended
  for (let nr = 1; nr <= commits; nr += 1) {
    const { commits: tried, ...disturbed } = await play(prepare, nr);
    expect({ nr, ...disturbed }).toEqual({ nr, ...undisturbed });
    expect(tried).toBeGreaterThanOrEqual(nr); // so that one was lost
  }
});

it('knows all tools that change something', async () => {
  await reception.newClinic();
  const { tools } = await (await reception.call()).toolbox({ books: true, deskAnswers: true, recorded: true });
  const changing = tools.filter(({ mutates }) => mutates).map(({ name }) => name);
  expect([...Object.keys(USES), ...OF_THE_LINE]).toEqual(expect.arrayContaining(changing));
});
