import { randomUUID } from 'node:crypto';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import type { AppointmentTypeId } from '../../../src/common/ids/ids.js';
import { BookingsService } from '../../../src/scheduling/bookings.service.js';
import { buildProvider } from '../../support/builders.js';
import { requestFor, slotAt } from './scheduling-harness.js';
import { expectLostUpdateRefused, expectOneWinner, invalid, problem, useSetup } from './setup-harness.js';

const bench = useSetup();

const MONDAY = '2026-11-23';
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

interface Item {
  id: string;
  name: string;
}

describe('appointment types', () => {
  const CLEANING = {
    name: 'Cleaning',
    description: 'Teeth are cleaned.',
    durationMinutes: 60,
    providerRole: 'hygienist',
    operatoryKind: 'treatment',
  };
  const add = (more: object = {}) => bench.ask<Item>('POST', 'appointment-types', { ...CLEANING, ...more });

  it('are added with whom and what they take, and are bookable at once', async () => {
    const { prisma } = bench.database;
    const [dentist] = bench.clinic.providerIds;
    const hygienist = await buildProvider(prisma, bench.clinic, { name: 'Hana', role: 'hygienist' });
    await buildProvider(prisma, bench.clinic, { name: 'Ivo', role: 'hygienist' });
    const everything = {
      minNoticeMinutes: 60,
      horizonDays: 30,
      openTo: 'existing_patients',
      phoneBooking: 'staff_approval',
      setupMinutes: 5,
      cleanupMinutes: 10,
      preparation: 'Please brush your teeth.',
      feeNote: 'From 90 dollars.',
      recallMonths: 6,
      parts: [
        { role: 'hygienist', fromMinute: 0, toMinute: 60 },
        { role: 'dentist', fromMinute: 40, toMinute: 50 },
      ],
      providerIds: [hygienist],
      active: true,
    };
    const created = await add(everything);
    expect(created).toMatchObject({ status: 201, body: { id: uuid, ...CLEANING, ...everything } });
    const { id } = created.body;
    expect((await bench.ask('GET', `appointment-types/${id}`)).body).toEqual(created.body);
    const typeId = id as AppointmentTypeId;
    const free = await bench.free(MONDAY, { typeId });
    expect(free).toContain('10:00');
    expect(free.filter((start) => start === '10:00')).toHaveLength(1); // Ivo does not do it
    // The dentist is busy for the exam of a cleaning that begins at ten.
    await bench.ask('POST', 'blockouts', {
      resourceId: dentist,
      startsAt: `${MONDAY}T10:40:00-05:00`,
      endsAt: `${MONDAY}T10:45:00-05:00`,
      reason: 'meeting',
    });
    expect(await bench.free(MONDAY, { typeId })).not.toContain('10:00');
    expect(await bench.audited('appointment_type.added')).toMatchObject([
      { subjectId: id, detail: { durationMinutes: 60, phoneBooking: 'staff_approval', active: true } },
    ]);
  });

  it('have defaults for all but what they are', async () => {
    expect(await add()).toMatchObject({
      status: 201,
      body: {
        minNoticeMinutes: 0,
        horizonDays: 180,
        openTo: 'everyone',
        phoneBooking: 'at_once',
        setupMinutes: 0,
        cleanupMinutes: 0,
        preparation: null,
        feeNote: null,
        recallMonths: null,
        parts: [],
        providerIds: [],
        active: true,
      },
    });
  });

  it('change in each field, and lists of theirs as a whole', async () => {
    const { typeId, providerIds } = bench.clinic;
    const path = `appointment-types/${typeId}`;
    const parts = [{ role: 'assistant', fromMinute: 0, toMinute: 10 }];
    await bench.ask('PATCH', path, { parts, providerIds, preparation: 'Eat before.', durationMinutes: 30 });
    expect(await bench.free(MONDAY)).toEqual([]); // there is no assistant
    const changed = await bench.ask('PATCH', path, { parts: [], preparation: null, horizonDays: 3 });
    expect(changed).toMatchObject({ status: 200, body: { parts: [], preparation: null, providerIds } });
    expect(await bench.free(MONDAY)).toContain('16:30');
    expect(await bench.free('2026-11-24')).toEqual([]);
    expect(await bench.audited('appointment_type.changed')).toMatchObject([
      { detail: { fields: 'durationMinutes parts preparation providerIds', durationMinutes: 30 } },
      { detail: { fields: 'horizonDays parts preparation' } },
    ]);
  });

  it('that are out of use are neither told, found nor booked, and come back', async () => {
    const path = `appointment-types/${bench.clinic.typeId}`;
    const toldToCallers = async () => {
      const clinics = bench.api.app.get(ClinicsService, { strict: false });
      return (await clinics.profile(bench.clinic.clinicId)).appointmentTypes.map(({ name }) => name);
    };
    const book = () =>
      bench.api.app
        .get(BookingsService, { strict: false })
        .book(requestFor(bench.clinic, slotAt(bench.clinic, `${MONDAY}T10:00`)));
    expect(await bench.ask('PATCH', path, { active: false })).toMatchObject({ status: 200, body: { active: false } });
    expect([await bench.free(MONDAY), await toldToCallers()]).toEqual([[], []]);
    expect(await book()).toEqual({ kind: 'slot_taken', alternatives: [] });
    await bench.ask('PATCH', path, { active: true });
    expect(await toldToCallers()).toEqual(['Filling']);
    expect(await book()).toMatchObject({ kind: 'booked' });
  });

  it('are listed by name in pages, and by use', async () => {
    for (const name of ['Exam', 'Crown', 'Denture']) await add({ name, active: name !== 'Crown' });
    const namesIn = async (query: string) => (await bench.pages(query)).map((page) => page.map(({ name }) => name));
    expect(await namesIn('appointment-types?')).toEqual([
      ['Crown', 'Denture'],
      ['Exam', 'Filling'],
    ]);
    expect(await namesIn('appointment-types?active=true&')).toEqual([['Denture', 'Exam'], ['Filling']]);
    expect(await namesIn('appointment-types?active=false&')).toEqual([['Crown']]);
  });

  it('have names of their own within a clinic', async () => {
    const taken = problem(409, 'scheduling/type_name_taken');
    expect(await add({ name: 'Filling' })).toMatchObject(taken);
    const { id } = (await add()).body;
    expect(await bench.ask('PATCH', `appointment-types/${id}`, { name: 'Filling' })).toMatchObject(taken);
    expect(await bench.ask('PATCH', `appointment-types/${id}`, { name: 'Cleaning' })).toMatchObject({ status: 200 });
    const answers = await Promise.all([add({ name: 'Exam' }), add({ name: 'Exam' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('change only as they were read', async () => {
    const first = { parts: [{ role: 'dentist', fromMinute: 5, toMinute: 20 }] };
    const path = `appointment-types/${bench.clinic.typeId}`;
    await expectLostUpdateRefused(bench, path, first, { name: 'Crown' });
    await expectOneWinner(bench, {
      table: 'appointment_type_parts',
      path,
      bodies: [{ parts: [] }, { parts: [{ role: 'dentist', fromMinute: 0, toMinute: 10 }] }],
    });
  });

  it.each([
    [{ name: '' }, ['/name']],
    [{ durationMinutes: 4 }, ['/durationMinutes']],
    [{ durationMinutes: 481 }, ['/durationMinutes']],
    [{ horizonDays: 0 }, ['/horizonDays']],
    [{ recallMonths: 61 }, ['/recallMonths']],
    [{ phoneBooking: 'maybe' }, ['/phoneBooking']],
    [{ preparation: '' }, ['/preparation']],
    [{ parts: [{ role: 'dentist', fromMinute: 30, toMinute: 30 }] }, ['/parts/0/toMinute']],
    [{ parts: [{ role: 'dentist', fromMinute: 30, toMinute: 61 }] }, ['/parts/0/toMinute']],
    [{ price: 90 }, ['']],
  ])('are refused with %j', async (more, fields) => {
    expect(await add(more)).toMatchObject(invalid(...fields));
  });

  it('are refused when a change does not fit what stays', async () => {
    const path = `appointment-types/${bench.clinic.typeId}`;
    await bench.ask('PATCH', path, {
      parts: [{ role: 'dentist', fromMinute: 0, toMinute: 60 }],
      providerIds: bench.clinic.providerIds,
    });
    expect(await bench.ask('PATCH', path, { durationMinutes: 30 })).toMatchObject(invalid('/durationMinutes'));
    expect(await bench.ask('PATCH', path, { providerRole: 'hygienist' })).toMatchObject(invalid('/providerRole'));
    expect(await bench.ask('PATCH', path, {})).toMatchObject(invalid(''));
  });

  it("do not know other clinics' types and providers", async () => {
    const theirs = bench.other.providerIds[0];
    for (const stranger of [randomUUID(), theirs]) {
      const unknown = problem(404, 'scheduling/provider_not_found');
      expect(await add({ providerRole: 'dentist', providerIds: [stranger] })).toMatchObject(unknown);
      const change = { providerIds: [bench.clinic.providerIds[0], stranger] };
      expect(await bench.ask('PATCH', `appointment-types/${bench.clinic.typeId}`, change)).toMatchObject(unknown);
    }
    expect(await add({ providerIds: bench.clinic.providerIds })).toMatchObject(invalid('/providerIds/0'));
    for (const stranger of [randomUUID(), bench.other.typeId]) {
      const missing = problem(404, 'scheduling/type_not_found');
      expect(await bench.ask('GET', `appointment-types/${stranger}`)).toMatchObject(missing);
      expect(await bench.ask('PATCH', `appointment-types/${stranger}`, { name: 'Mine' })).toMatchObject(missing);
    }
    expect(await bench.audited('appointment_type.added')).toEqual([]);
  });
});
