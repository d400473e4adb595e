import { CallsRepository } from '../../../src/calls/calls.repository.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { Call } from '../../../src/calls/calls.types.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import type { CallId, OperatoryId } from '../../../src/common/ids/ids.js';
import type { Hold, HoldOutcome, Slot } from '../../../src/scheduling/scheduling.types.js';
import { auditLog } from '../../support/audit.js';
import { buildCall, buildClinic, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { searchIndex } from '../../support/search.js';
import { booked, day, NOW, requestFor, slotAt, useScheduling } from './scheduling-harness.js';

const LATER = NOW.add({ minutes: 30 });

const bench = useScheduling();
let clinic: BuiltClinic;
let mine: CallId;
let theirs: CallId;

beforeEach(async () => {
  clinic = await buildClinic(bench.database.prisma, { dentists: 2, operatories: 2 });
  mine = await buildCall(bench.database.prisma, clinic);
  theirs = await buildCall(bench.database.prisma, clinic);
});

const hold = (callId: CallId, slot: Slot, { expiresAt = LATER, now = NOW } = {}): Promise<HoldOutcome> =>
  bench.scheduling.holds.hold({ clinicId: clinic.clinicId, owner: { callId }, slot, expiresAt, now });

const book = (callId: CallId | null, slot: Slot, now = NOW) =>
  bench.scheduling.bookings.book(requestFor(clinic, slot, { callId, now }));

function held(outcome: HoldOutcome): Hold {
  if (outcome.kind !== 'held') throw new Error(outcome.kind);
  return outcome.hold;
}

const holdsOf = async (callId: CallId): Promise<string[]> => {
  const rows = await bench.database.prisma.hold.findMany({ where: { callId }, orderBy: { startsAt: 'asc' } });
  return rows.map(({ id }) => id);
};
const allocationsOf = (holdId: string) => bench.database.prisma.allocation.count({ where: { holdId } });

describe('a hold', () => {
  it('gives its owner no claim once it has expired', async () => {
    const slot = slotAt(clinic, '2026-11-24T10:00');
    const { id } = held(await hold(mine, slot));
    await bench.database.prisma.allocation.deleteMany({ where: { holdId: id, resourceId: slot.providerId } });
    held(
      await hold(
        theirs,
        { ...slot, operatoryId: clinic.operatoryIds[1] as OperatoryId },
        { expiresAt: LATER.add({ minutes: 9 }) },
      ),
    );
    expect((await book(mine, slot, LATER)).kind).toBe('slot_taken');
  });

  it('stands in the way of others, who find and get other times', async () => {
    const slot = slotAt(clinic, '2026-11-24T10:00');
    held(await hold(mine, slot));
    const outcome = await book(theirs, slot);
    if (outcome.kind !== 'slot_taken') throw new Error(outcome.kind);
    expect(outcome.alternatives).toHaveLength(3);
    expect((await hold(theirs, slot)).kind).toBe('slot_taken');
    const search = { clinicId: clinic.clinicId, typeId: clinic.typeId, window: day('2026-11-24'), now: NOW, limit: 99 };
    const atTen = (slots: Slot[]) =>
      slots.filter((one) => one.startsAt.equals(slot.startsAt) && one.providerId === slot.providerId).length;
    expect(atTen(await bench.scheduling.finding.findSlots({ ...search, owner: { callId: theirs } }))).toBe(0);
    expect(atTen(await bench.scheduling.finding.findSlots({ ...search, owner: { callId: mine } }))).toBe(1);
  });

  // Field report: a hold blocked its own holder.
  it('is used up by the booking of its holder, in the chair that was held', async () => {
    const slot = slotAt(clinic, '2026-11-24T10:00');
    const { id } = held(await hold(mine, slotAt(clinic, '2026-11-24T10:00', 60, 0, 1)));
    const visit = booked(await book(mine, slot));
    expect(visit.operatoryId).toBe(clinic.operatoryIds[1]);
    expect(await holdsOf(mine)).toEqual([]);
    expect(await allocationsOf(id)).toBe(0);
    const taken = await bench.database.prisma.allocation.findMany({ where: { appointmentId: visit.id } });
    expect(taken).toHaveLength(2);
    expect(taken.every(({ releasedAt }) => releasedAt === null)).toBe(true);
  });

  it('keeps a time that others could not have any more, such as one that is too soon by now', async () => {
    await bench.database.prisma.appointmentType.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { minNoticeMinutes: 60 },
    });
    const slot = slotAt(clinic, '2026-11-20T11:15');
    held(await hold(mine, slot));
    const now = NOW.add({ minutes: 20 });
    expect((await book(theirs, slotAt(clinic, '2026-11-20T11:15', 60, 1, 1), now)).kind).toBe('slot_taken');
    booked(await book(mine, slot, now));
  });

  it('makes room for whatever else its holder wants at that time', async () => {
    held(await hold(mine, slotAt(clinic, '2026-11-24T10:00')));
    const second = held(await hold(mine, slotAt(clinic, '2026-11-24T10:30')));
    expect(await holdsOf(mine)).toEqual([second.id]);
    booked(await book(mine, slotAt(clinic, '2026-11-24T09:45')));
    expect(await holdsOf(mine)).toEqual([]);
  });

  it('is renewed by holding the same again', async () => {
    const slot = slotAt(clinic, '2026-11-24T10:00');
    held(await hold(mine, slot));
    const again = held(await hold(mine, slot, { expiresAt: LATER.add({ minutes: 30 }) }));
    expect(await holdsOf(mine)).toEqual([again.id]);
  });

  it('stands beside another one of its holder, in another chair, for the rest of the family', async () => {
    const first = held(await hold(mine, slotAt(clinic, '2026-11-24T10:00', 60, 0, 0)));
    const second = held(await hold(mine, slotAt(clinic, '2026-11-24T10:00', 60, 1, 0)));
    expect(new Set(await holdsOf(mine))).toEqual(new Set([first.id, second.id]));
    expect(second.slot.operatoryId).toBe(clinic.operatoryIds[1]);
    booked(await book(mine, slotAt(clinic, '2026-11-24T10:00', 60, 0, 0)));
    expect(await holdsOf(mine)).toEqual([second.id]);
    booked(await book(mine, slotAt(clinic, '2026-11-24T10:00', 60, 1, 0)));
  });

  it('is the fifth of a call only when the oldest goes', async () => {
    const ids: string[] = [];
    for (const [index, hour] of ['09', '10', '11', '12', '13'].entries()) {
      const now = NOW.add({ seconds: index });
      ids.push(held(await hold(mine, slotAt(clinic, `2026-11-24T${hour}:00`), { now })).id);
    }
    expect(await holdsOf(mine)).toEqual(ids.slice(1));
    booked(await book(theirs, slotAt(clinic, '2026-11-24T09:00')));
  });

  it('leaves the four in place when the fifth can not be had', async () => {
    for (const hour of ['09', '10', '11', '12']) held(await hold(mine, slotAt(clinic, `2026-11-24T${hour}:00`)));
    booked(await book(theirs, slotAt(clinic, '2026-11-24T13:00')));
    expect((await hold(mine, slotAt(clinic, '2026-11-24T13:00'))).kind).toBe('slot_taken');
    expect(await holdsOf(mine)).toHaveLength(4);
  });

  it('is one of four also when a call holds many at once', async () => {
    const hours = ['09', '10', '11', '12', '13', '14', '15', '16'];
    const outcomes = await Promise.all(hours.map((hour) => hold(mine, slotAt(clinic, `2026-11-24T${hour}:00`))));
    expect(outcomes.every(({ kind }) => kind === 'held')).toBe(true);
    expect(await holdsOf(mine)).toHaveLength(4);
  });

  it('is not one of a type that the clinic does not have', async () => {
    const other = await buildClinic(bench.database.prisma);
    await expect(hold(mine, slotAt(other, '2026-11-24T10:00'))).rejects.toMatchObject({
      code: 'scheduling/type_not_found',
    });
  });
});

describe('a hold that has expired', () => {
  const slot = () => slotAt(clinic, '2026-11-24T10:00');

  it('is swept by whoever books its time', async () => {
    const { id } = held(await hold(mine, slot()));
    expect((await book(theirs, slot(), LATER.subtract({ milliseconds: 1 }))).kind).toBe('slot_taken');
    booked(await book(theirs, slot(), LATER));
    expect(await holdsOf(mine)).toEqual([]);
    expect(await allocationsOf(id)).toBe(0);
  });

  it('is swept by whoever holds its time, or moves there', async () => {
    held(await hold(mine, slot()));
    held(await hold(theirs, slot(), { now: LATER, expiresAt: LATER.add({ minutes: 1 }) }));
    expect(await holdsOf(mine)).toEqual([]);

    const visit = booked(await book(null, slotAt(clinic, '2026-11-25T10:00')));
    const moved = await bench.scheduling.moves.move({
      ...requestFor(clinic, slot(), { now: LATER.add({ minutes: 1 }) }),
      appointmentId: visit.id,
      by: 'patient',
    });
    expect(moved.kind).toBe('moved');
    expect(await holdsOf(theirs)).toEqual([]);
  });

  it('leaves in place what does not stand in the way', async () => {
    held(await hold(mine, slot()));
    const other = held(await hold(mine, slotAt(clinic, '2026-11-24T14:00')));
    const live = held(await hold(theirs, slotAt(clinic, '2026-11-24T09:00'), { expiresAt: LATER.add({ minutes: 9 }) }));
    booked(await book(null, slot(), LATER));
    expect(await holdsOf(mine)).toEqual([other.id]);
    expect(await holdsOf(theirs)).toEqual([live.id]);
  });

  it('still serves its holder as long as nobody has taken the time', async () => {
    held(await hold(mine, slot()));
    booked(await book(mine, slot(), LATER.add({ minutes: 5 })));
    expect(await holdsOf(mine)).toEqual([]);
  });

  it('is taken by one of many who want it at once', async () => {
    held(await hold(mine, slot()));
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => book(null, slot(), LATER)));
    expect(outcomes.filter(({ kind }) => kind === 'booked')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'slot_taken')).toHaveLength(15);
  });
});

describe('the end of a call', () => {
  it('frees at once what it held, and nothing of others', async () => {
    const slot = slotAt(clinic, '2026-11-24T10:00');
    const { id } = held(await hold(mine, slot));
    held(await hold(mine, slotAt(clinic, '2026-11-24T13:00')));
    const other = held(await hold(theirs, slotAt(clinic, '2026-11-24T11:00')));
    await endCall(mine);
    expect(await holdsOf(mine)).toEqual([]);
    expect(await allocationsOf(id)).toBe(0);
    expect(await holdsOf(theirs)).toEqual([other.id]);
    booked(await book(theirs, slot));
  });

  it('frees it whichever way the row is ended', async () => {
    held(await hold(mine, slotAt(clinic, '2026-11-24T10:00')));
    await bench.database.prisma.$executeRaw`
      UPDATE calls SET ended_at = now(), status = 'completed', outcome = 'failed' WHERE id = ${mine}::uuid`;
    expect(await holdsOf(mine)).toEqual([]);
  });

  it('leaves no hold behind that was asked for at that moment', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => buildCall(bench.database.prisma, clinic)));
    await Promise.all(
      ids.flatMap((callId, index) => [
        hold(callId, slotAt(clinic, `2026-11-${24 + (index % 6)}T10:00`, 60, index % 2)).catch((error: unknown) =>
          expect(error).toMatchObject({ code: 'scheduling/hold_owner_gone' }),
        ),
        endCall(callId),
      ]),
    );
    expect(await bench.database.prisma.hold.count({ where: { clinicId: clinic.clinicId } })).toBe(0);
  });

  it('is followed by no other hold', async () => {
    await endCall(mine);
    await expect(hold(mine, slotAt(clinic, '2026-11-24T10:00'))).rejects.toMatchObject({
      code: 'scheduling/hold_owner_gone',
    });
  });
});

it('is released by hand, for one owner', async () => {
  held(await hold(mine, slotAt(clinic, '2026-11-24T10:00')));
  const other = held(await hold(theirs, slotAt(clinic, '2026-11-24T11:00')));
  await bench.database.prisma.inClinic(clinic.clinicId, (tx) =>
    bench.scheduling.holds.release(tx, clinic.clinicId, { callId: mine }),
  );
  expect(await holdsOf(mine)).toEqual([]);
  expect(await holdsOf(theirs)).toEqual([other.id]);
});

const endCall = (callId: CallId): Promise<void> =>
  new CallsService(
    new CallsRepository(),
    bench.database.prisma,
    bench.jobs,
    auditLog(bench.database.prisma),
    searchIndex(),
    new ManualClock(NOW),
    new MetricsRegistry(),
  ).close({ clinicId: clinic.clinicId, id: callId } as Call, 'caller_hung_up');
