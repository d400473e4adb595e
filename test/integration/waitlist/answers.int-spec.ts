import { Temporal } from 'temporal-polyfill';
import { newId, type WaitlistEntryId } from '../../../src/common/ids/ids.js';
import type { Appointment } from '../../../src/scheduling/scheduling.types.js';
import { until } from '../../support/until.js';
import { buildVisit } from '../../support/visits.js';
import { DESK, WaitlistBench, type Person } from './waitlist-harness.js';

/** What comes of an offer: yes, no, nothing, or the end of the wish. */

const FREED = '2026-11-24T10:00';
const OWN = '2026-12-08T15:00';
let bench: WaitlistBench;
let ada: Person;
let own: Appointment;
let entryId: WaitlistEntryId;

beforeAll(async () => {
  bench = await WaitlistBench.start();
});
afterAll(() => bench.close());

/** Ada has a visit in December, and is first in line. */
beforeEach(async () => {
  await bench.newClinic();
  ada = await bench.person();
  own = await bench.book(ada, OWN);
  entryId = await bench.waits(ada, { appointmentId: own.id });
});

const offerFreed = async () => {
  await bench.offer(bench.freed(FREED));
  return bench.offered(ada);
};

const statusOf = async (id: WaitlistEntryId) => (await bench.entry(id)).status;
const kinds = async (person: Person) => (await bench.texts(person)).map(({ kind, body }) => `${kind}: ${body}`);
const who = () => ({ clinicId: bench.clinic.clinicId, callId: null, actor: DESK, now: bench.clock.now() });
const actions = async () =>
  (await bench.prisma.auditEntry.findMany({ where: { clinicId: bench.clinic.clinicId } })).map(({ action }) => action);

const passDeadline = ({ answerBy }: { answerBy: Date }) =>
  bench.clock.advance(answerBy.getTime() - bench.clock.nowMs());

it('YES moves the visit to the time, says so, and passes the old time on', async () => {
  const bea = await bench.person('Bea');
  await bench.waits(bea, { fromDay: Temporal.PlainDate.from('2026-12-08') });
  const offer = await offerFreed();
  await bench.say(ada, 'Yes please');
  expect(await bench.visits(ada)).toEqual([`${FREED} scheduled`, `${OWN} rescheduled`]);
  const { appointmentId } = await bench.offered(ada, 'accepted');
  const moved = await bench.prisma.appointment.findFirstOrThrow({ where: { id: appointmentId ?? '' } });
  expect(moved).toMatchObject({ movedFrom: own.id, providerId: offer.providerId, late: false });
  expect(await bench.entry(entryId)).toMatchObject({ status: 'booked', closedAt: expect.any(Date) as Date });
  expect((await kinds(ada)).sort()).toEqual([
    expect.stringMatching(/^confirmation: .* booked for Tuesday, November 24 at 10:00 AM/) as string,
    expect.stringMatching(/^waitlist_offer: /) as string,
  ]);
  expect(bench.local((await bench.offered(bea)).startsAt)).toBe(OWN);
  expect(await bench.prisma.hold.count({ where: { offerId: offer.id } })).toBe(0);
  expect(await actions()).toEqual(expect.arrayContaining(['waitlist_offer.made', 'waitlist_offer.accepted']));
  const about = { clinicId: bench.clinic.clinicId, subjectKind: 'waitlist_offer', subjectId: offer.id };
  const entries = await bench.prisma.auditEntry.findMany({ where: about });
  expect(entries.map(({ patientIds }) => patientIds)).toEqual([[ada.id], [ada.id]]);
});

it('YES of somebody without a visit books one for them, whatever is known of their phone', async () => {
  const bea = await bench.person('Bea');
  const { clinicId } = bench.clinic;
  await bench.prisma.patient.updateMany({ where: { clinicId, id: bea.id }, data: { phone: null } });
  await bench.waitlist.remove({ ...who(), entryId });
  await bench.waits(bea);
  await bench.offer(bench.freed(FREED));
  expect(await kinds(bea)).toEqual([expect.stringMatching(/: a time is free: Tue, Nov 24/) as string]);
  await bench.say(bea, 'YES');
  expect(await bench.visits(bea)).toEqual([`${FREED} scheduled`]);
  expect(await bench.prisma.patient.count({ where: { clinicId: bench.clinic.clinicId } })).toBe(2);
});

describe('what the desk has not agreed to', () => {
  const phoneBooking = (as: 'at_once' | 'staff_approval' | 'no') =>
    bench.prisma.appointmentType.updateMany({ where: { id: bench.clinic.typeId }, data: { phoneBooking: as } });

  const expectRequest = async () => {
    expect(await bench.tasks(ada)).toMatchObject([
      {
        kind: 'callback',
        status: 'open',
        note: expect.stringMatching(/Filling, Tuesday, November 24 at 10:00 AM/) as string,
      },
    ]);
    expect((await kinds(ada)).sort()).toEqual([
      expect.stringMatching(
        /^reply: .* keep Tuesday, November 24 at 10:00 AM .* front desk will be in touch/,
      ) as string,
      expect.stringMatching(/^waitlist_offer: /) as string,
    ]);
  };

  it('YES leaves a visit that was only requested a request', async () => {
    await bench.prisma.appointment.updateMany({ where: { id: own.id }, data: { status: 'requested' } });
    await offerFreed();
    await bench.say(ada, 'YES');
    expect(await bench.visits(ada)).toEqual([`${FREED} requested`, `${OWN} rescheduled`]);
    await expectRequest();
  });

  it('YES to a type that the desk decides about is a request, moved or new', async () => {
    await phoneBooking('staff_approval');
    await offerFreed();
    await bench.say(ada, 'YES');
    expect(await bench.visits(ada)).toEqual([`${FREED} requested`, `${OWN} rescheduled`]);
    await expectRequest();
    const bea = await bench.person('Bea');
    // Not until December: the time that Ada has just given up may be passed on only now.
    await bench.waits(bea, { untilDay: Temporal.PlainDate.from('2026-11-30') });
    await bench.offer(bench.freed('2026-11-25T10:00'));
    await bench.say(bea, 'YES');
    expect(await bench.visits(bea)).toEqual(['2026-11-25T10:00 requested']);
    expect(await bench.tasks(bea)).toHaveLength(1);
  });

  it('YES books what nobody may book by phone: the clinic has put them on the list', async () => {
    await phoneBooking('no');
    await offerFreed();
    await bench.say(ada, 'YES');
    expect(await bench.visits(ada)).toEqual([`${FREED} scheduled`, `${OWN} rescheduled`]);
    expect(await bench.tasks(ada)).toEqual([]);
  });

  it('the desk agrees to a request by moving it', async () => {
    await bench.prisma.appointment.updateMany({ where: { id: own.id }, data: { status: 'requested' } });
    await bench.move(own, FREED);
    expect(await bench.visits(ada)).toEqual([`${FREED} scheduled`, `${OWN} rescheduled`]);
  });
});

it('YES twice is one', async () => {
  await offerFreed();
  await Promise.all([bench.say(ada, 'YES'), bench.say(ada, 'yes')]);
  await bench.haveReached(ada);
  await bench.say(ada, 'YES');
  expect(await bench.visits(ada)).toEqual([
    expect.stringMatching(/T10:00 (scheduled|confirmed)$/) as string,
    `${OWN} rescheduled`,
  ]);
  expect(await bench.tasks(ada)).toEqual([]);
});

it('YES that fails in the middle has changed nothing, and can be told again', async () => {
  const offer = await offerFreed();
  await bench.prisma.$executeRaw`
    ALTER TABLE waitlist_offers ADD CONSTRAINT none_accepted CHECK (status <> 'accepted') NOT VALID`;
  const told = bench.say(ada, 'YES');
  await expect(told).rejects.toThrow();
  await bench.prisma.$executeRaw`ALTER TABLE waitlist_offers DROP CONSTRAINT none_accepted`;
  expect(await bench.visits(ada)).toEqual([`${OWN} scheduled`]);
  expect(await bench.prisma.hold.count({ where: { offerId: offer.id } })).toBe(1);
  expect(await kinds(ada)).toHaveLength(1);
  await bench.say(ada, 'YES');
  expect(await bench.visits(ada)).toEqual([`${FREED} scheduled`, `${OWN} rescheduled`]);
});

it('NO passes the time on, and they wait for another', async () => {
  const bea = await bench.person('Bea');
  await bench.waits(bea);
  await offerFreed();
  await bench.say(ada, 'no thanks');
  expect(bench.local((await bench.offered(bea)).startsAt)).toBe(FREED);
  expect(await statusOf(entryId)).toBe('waiting');
  expect(await bench.visits(ada)).toEqual([`${OWN} scheduled`]);
  expect(await kinds(ada)).toContainEqual(expect.stringMatching(/^reply: .* You stay on our waiting list/));
  expect(await bench.tasks(ada)).toEqual([]);
});

it('no answer passes the time on at the deadline, not before it, and once', async () => {
  const bea = await bench.person('Bea');
  await bench.waits(bea);
  const offer = await offerFreed();
  await bench.expire(offer); // the queue's clock is ahead
  expect((await bench.offers(ada))[0]?.status).toBe('open');
  passDeadline(offer);
  await Promise.all([bench.expire(offer), bench.expire(offer)]);
  expect(bench.local((await bench.offered(bea)).startsAt)).toBe(FREED);
  await bench.expire(offer);
  expect((await bench.offers()).map(({ status }) => status)).toEqual(['expired', 'open']);
  expect(await statusOf(entryId)).toBe('waiting');
});

it('YES too late takes no time, confirms no visit, and has somebody call', async () => {
  const offer = await offerFreed();
  await bench.haveReached(ada);
  passDeadline(offer);
  await bench.say(ada, 'YES'); // before the deadline's job
  await bench.say(ada, 'YES'); // and after it
  expect(await bench.visits(ada)).toEqual([`${OWN} scheduled`]);
  expect((await bench.offers(ada))[0]?.status).toBe('expired');
  expect(await statusOf(entryId)).toBe('waiting');
  const replies = (await kinds(ada)).filter((text) => text.startsWith('reply'));
  expect(replies).toEqual([expect.stringMatching(/That time is no longer free/)]);
  expect((await bench.tasks(ada)).map(({ note }) => note)).toEqual(
    Array(2).fill('Waiting list: wanted the time on Tuesday, November 24 at 10:00 AM when it was gone.'),
  );
});

it('a yes after a no comes too late as well', async () => {
  await offerFreed();
  await bench.haveReached(ada);
  await bench.say(ada, 'NO');
  await bench.say(ada, 'YES');
  expect(await bench.visits(ada)).toEqual([`${OWN} scheduled`]);
  expect(await bench.tasks(ada)).toHaveLength(1);
});

describe('of YES and the deadline at one moment the first counts:', () => {
  const justBefore = ({ answerBy }: { answerBy: Date }) =>
    bench.clock.advance(answerBy.getTime() - bench.clock.nowMs() - 1);

  it('YES', async () => {
    const offer = await offerFreed();
    justBefore(offer);
    let both: Promise<unknown> = Promise.resolve();
    await bench.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT FROM waitlist_entries WHERE id = ${entryId}::uuid FOR UPDATE`;
      const yes = bench.say(ada, 'YES');
      await bench.waiting('%waitlist_entries%FOR NO KEY UPDATE%');
      passDeadline(offer);
      both = Promise.all([yes, bench.expire(offer)]);
    });
    await both;
    expect((await bench.offers(ada))[0]?.status).toBe('accepted');
    expect(await bench.visits(ada)).toEqual([`${FREED} scheduled`, `${OWN} rescheduled`]);
  });

  it('the deadline', async () => {
    const offer = await offerFreed();
    await bench.haveReached(ada);
    justBefore(offer);
    let yes: Promise<unknown> = Promise.resolve();
    await bench.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE texts IN SHARE ROW EXCLUSIVE MODE`;
      yes = bench.say(ada, 'YES'); // in time, but held up
      await bench.waiting('INSERT INTO%texts%');
      passDeadline(offer);
      await bench.expire(offer);
    });
    await yes;
    expect((await bench.offers(ada))[0]?.status).toBe('expired');
    expect(await bench.visits(ada)).toEqual([`${OWN} scheduled`]);
    expect(await bench.tasks(ada)).toHaveLength(1);
  });
});

describe('an offer is withdrawn, and the time passed on,', () => {
  let bea: Person;
  beforeEach(async () => {
    bea = await bench.person('Bea');
    await bench.waits(bea, { untilDay: Temporal.PlainDate.from('2026-11-30') });
    await offerFreed();
  });
  const passedOn = async () => {
    expect((await bench.offered(ada, 'withdrawn')).appointmentId).toBeNull();
    expect(bench.local((await bench.offered(bea)).startsAt)).toBe(FREED);
  };

  it('when whom it was made to leaves the list', async () => {
    await bench.waitlist.remove({ ...who(), entryId });
    await bench.waitlist.remove({ ...who(), entryId });
    await passedOn();
    expect(await statusOf(entryId)).toBe('removed');
  });

  it('when their visit is cancelled', async () => {
    await bench.cancel(own);
    await passedOn();
    expect(await statusOf(entryId)).toBe('removed');
  });

  it('when their visit has been moved before it', async () => {
    await bench.move(own, '2026-11-23T09:00');
    await passedOn();
    expect(await statusOf(entryId)).toBe('waiting');
  });

  it('when they say yes to it, and their visit was cancelled a moment ago', async () => {
    await bench.prisma.appointment.updateMany({
      where: { id: own.id },
      data: { status: 'cancelled', cancelledBy: 'patient' },
    });
    await bench.say(ada, 'YES');
    await passedOn();
    expect(await bench.visits(ada)).toEqual([`${OWN} cancelled`]);
    expect(await bench.tasks(ada)).toHaveLength(1);
  });
});

it('an entry follows its visit to another day, and YES moves that one; they are not offered what they gave up', async () => {
  const first = await bench.move(own, '2026-12-10T09:00');
  const second = await bench.move(first, '2026-12-11T09:00');
  for (const given of [OWN, '2026-12-10T09:00']) await bench.offer(bench.freed(given));
  expect(await bench.offers()).toEqual([]);
  await offerFreed();
  expect((await bench.entry(entryId)).appointmentId).toBe(second.id);
  await bench.say(ada, 'YES');
  expect((await bench.visits(ada))[0]).toBe(`${FREED} scheduled`);
  expect((await bench.visits(ada)).filter((visit) => visit.endsWith(' scheduled'))).toHaveLength(1);
});

it('an entry waits on whose visit is moved again, or cancelled by the clinic, while the list is brought in line', async () => {
  const bea = await bench.person('Bea');
  const beas = await bench.book(bea, '2026-12-09T15:00');
  const beasEntry = await bench.waits(bea, { appointmentId: beas.id });
  const first = await bench.move(own, '2026-12-10T09:00');
  const second = await bench.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM waitlist_entries WHERE id = ${beasEntry}::uuid FOR UPDATE`;
    await bench.cancel(beas, 'clinic');
    await bench.waiting('%waitlist_entries%');
    return bench.move(first, '2026-12-11T09:00');
  });
  await bench.offer(bench.freed(FREED));
  expect(await bench.entry(entryId)).toMatchObject({ appointmentId: second.id, closedAt: null });
  expect(await bench.entry(beasEntry)).toMatchObject({ appointmentId: null, closedAt: null });
});

it('YES moves the visit as it is, also when that was moved a moment ago', async () => {
  await offerFreed();
  await bench.prisma.appointment.updateMany({ where: { id: own.id }, data: { status: 'rescheduled' } });
  await buildVisit(bench.prisma, bench.clinic, { patientId: ada.id, local: '2026-12-10T09:00', movedFrom: own.id });
  await bench.say(ada, 'YES');
  expect(await bench.visits(ada)).toEqual([
    ...[`${FREED} scheduled`, `${OWN} rescheduled`, '2026-12-10T09:00 rescheduled'],
  ]);
});

it('a visit that the clinic cancels leaves its patient waiting, and YES books a new one', async () => {
  // Not until December: the time that the clinic has just given up may be passed on first.
  await bench.waits(ada, { appointmentId: own.id, untilDay: Temporal.PlainDate.from('2026-11-30') });
  await bench.cancel(own, 'clinic');
  await offerFreed();
  expect((await bench.entry(entryId)).appointmentId).toBeNull();
  await bench.say(ada, 'YES');
  expect(await bench.visits(ada)).toEqual([`${FREED} scheduled`, `${OWN} cancelled`]);
});

it('a visit that was booked since is the one that YES moves', async () => {
  const bea = await bench.person('Bea');
  await bench.waitlist.remove({ ...who(), entryId });
  await bench.waits(bea);
  await bench.book(bea, '2026-12-09T09:00');
  await bench.offer(bench.freed(FREED));
  await bench.say(bea, 'YES');
  expect(await bench.visits(bea)).toEqual([`${FREED} scheduled`, '2026-12-09T09:00 rescheduled']);
});

describe('other words', () => {
  it('a C still confirms the visit they were asked about, and YES does when no offer is out', async () => {
    await offerFreed();
    await bench.say(ada, 'C');
    expect(await bench.visits(ada)).toEqual([`${OWN} confirmed`]);
    const bea = await bench.person('Bea');
    await bench.book(bea, '2026-12-09T09:00');
    await bench.say(bea, 'YES');
    expect(await bench.visits(bea)).toEqual(['2026-12-09T09:00 confirmed']);
  });

  it('a YES is to what was asked last, once the offer has ended', async () => {
    await offerFreed();
    await bench.haveReached(ada);
    await bench.say(ada, 'NO');
    bench.clock.advance(60_000);
    await bench.confirmByText(ada, own);
    await bench.haveReached(ada);
    await bench.say(ada, 'YES');
    expect(await bench.visits(ada)).toEqual([`${OWN} confirmed`]);
    expect(await bench.tasks(ada)).toEqual([]);
  });

  it('STOP is between them and the carrier: the offer ends at its deadline', async () => {
    const offer = await offerFreed();
    await bench.say(ada, 'STOP');
    expect((await bench.offers(ada))[0]?.status).toBe('open');
    passDeadline(offer);
    await bench.expire(offer);
    expect((await bench.offers(ada))[0]?.status).toBe('expired');
  });

  it('anything else is for a person to read, and a NO that nobody asked for as well', async () => {
    await offerFreed();
    await bench.say(ada, 'yes but at eleven');
    const bea = await bench.person('Bea');
    await bench.say(bea, 'NO');
    expect((await bench.tasks(ada)).map(({ note }) => note)).toEqual(['yes but at eleven']);
    expect((await bench.tasks(bea)).map(({ note }) => note)).toEqual(['NO']);
    expect((await bench.offers(ada))[0]?.status).toBe('open');
  });

  it('of somebody else, or to another clinic, say nothing of the offer', async () => {
    await offerFreed();
    await bench.say(await bench.person('Bea'), 'YES');
    const { clinic } = bench;
    await bench.newClinic();
    await bench.say(ada, 'YES');
    bench.clinic = clinic;
    expect((await bench.offers(ada))[0]?.status).toBe('open');
  });
});

describe('the list', () => {
  it('has one place for each patient and type, which is kept when they ask for something else', async () => {
    const bea = await bench.person('Bea');
    const second = await bench.waits(bea);
    expect(await bench.add(ada, { appointmentId: own.id, weekdays: [2], phone: '(512) 555-0199' })).toEqual({
      kind: 'updated',
      entryId,
    });
    const again = await Promise.all([bench.add(bea), bench.add(bea)]);
    expect(again).toEqual([1, 2].map(() => ({ kind: 'updated', entryId: second })));
    expect(await bench.waitlist.list(bench.clinic.clinicId)).toMatchObject([
      { id: entryId, weekdays: [2], phone: '+15125550199', status: 'waiting', appointmentId: own.id },
      { id: second, patientId: bea.id, appointmentId: null },
    ]);
    expect(await actions()).toEqual(expect.arrayContaining(['waitlist.added', 'waitlist.updated']));
  });

  it('takes nobody who can’t be texted, and no visit that is another’s or over', async () => {
    const bea = await bench.person('Bea');
    expect(await bench.add(bea, { phone: 'anonymous' })).toEqual({ kind: 'no_phone' });
    expect(await bench.add(bea, { appointmentId: own.id })).toEqual({ kind: 'no_such_visit' });
    await bench.cancel(own);
    expect(await bench.add(ada, { appointmentId: own.id })).toEqual({ kind: 'no_such_visit' });
    await expect(bench.waitlist.remove({ ...who(), entryId: newId<WaitlistEntryId>() })).rejects.toMatchObject({
      code: 'waitlist/not_found',
    });
  });

  it('lets go of those whose visit has begun or whose days are over', async () => {
    const bea = await bench.person('Bea');
    const over = await bench.waits(bea, { untilDay: Temporal.PlainDate.from('2026-11-24') });
    bench.clock.advance(bench.instant('2026-11-25T09:00').epochMilliseconds - bench.clock.nowMs());
    await bench.offer(bench.freed('2026-11-25T14:00'));
    expect([await statusOf(entryId), await statusOf(over)]).toEqual(['offered', 'expired']);
    bench.clock.advance(bench.instant(OWN).epochMilliseconds - bench.clock.nowMs());
    await bench.offer(bench.freed('2026-12-09T14:00'));
    await until(
      () => statusOf(entryId),
      (status) => status === 'expired',
    );
    expect(await bench.waitlist.list(bench.clinic.clinicId)).toEqual([]);
  });
});
