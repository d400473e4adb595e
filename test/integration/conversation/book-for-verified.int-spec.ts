import { randomUUID } from 'node:crypto';
import { CALLING, useReception } from './reception-harness.js';

const reception = useReception();

const problem = (name: string) => ({ status: 'rejected', result: { problem: name } });
const patients = () => reception.prisma.patient.findMany({ where: { clinicId: reception.clinic.clinicId } });

describe('a patient who is verified', () => {
  it('is booked on their own record, and texted on the phone there', async () => {
    const bea = await reception.patient('Bea Holt', '+15125550177');
    const call = await reception.callOf(bea);
    const slotId = await call.offered('Tuesday at 10 AM');
    const wish = { slotId, patientName: 'Bea Holt', patientId: bea, phone: '512 555 0666' };
    const first = await call.use('book_appointment', wish);
    expect(first).toMatchObject({ result: { booked: true } });
    expect(await call.use('book_appointment', { ...wish, patientName: 'Bee Holt' })).toEqual(first);
    expect(await patients()).toHaveLength(1);
    expect(await reception.texts()).toMatchObject([expect.stringMatching(/^confirmation \+15125550177:/)]);
  });

  it('is booked on it also when only the name is given, from whatever phone', async () => {
    const bea = await reception.patient('Bea Holt', '+15125550177');
    const call = await reception.callOf(bea);
    await call.use('book_appointment', { slotId: await call.offered('Tuesday at 10 AM'), patientName: 'bea holt' });
    expect(await reception.visits()).toEqual(['Bea scheduled 11-24T10:00']);
    expect(await patients()).toHaveLength(1);
  });

  it('may be the child that somebody speaks for, and is told what stands in the way', async () => {
    const ada = await reception.patient();
    const leo = await reception.patient('Leo Marsh', null);
    await reception.visit(leo, '2026-11-24T10:00', { provider: 1 });
    const call = await reception.callOf(ada, leo);
    const forLeo = { patientName: 'Leo Marsh', patientId: leo };
    const slotId = await call.offered('Tuesday at 10 AM');
    expect(await call.use('book_appointment', { ...forLeo, slotId })).toMatchObject(problem('time_conflict'));
    const later = await call.offered('Wednesday at 2 PM');
    expect(await call.use('book_appointment', { ...forLeo, slotId: later })).toMatchObject({
      result: { booked: true },
    });
    expect((await reception.texts()).at(-1)).toMatch(`confirmation ${CALLING}:`);
  });

  it('is nobody whom this call has not verified, nor an id that was made up', async () => {
    const ada = await reception.patient();
    const bea = await reception.patient('Bea Holt');
    const call = await reception.callOf(ada);
    const slotId = await call.offered('Tuesday at 10 AM');
    for (const patientId of [bea, randomUUID(), 'patient-1', '']) {
      const wish = { slotId, patientName: 'Bea Holt', patientId };
      expect(await call.use('book_appointment', wish)).toMatchObject(problem('identity_needed'));
    }
    expect(await reception.visits()).toEqual([]);
    expect(await reception.audited('patient.access_refused')).toHaveLength(4);
  });
});

describe('a birth date', () => {
  it('tells father and son apart, who share a name and a phone', async () => {
    const father = await reception.patient('Leo Marsh');
    await reception.isBorn(father, '1980-02-03');
    const call = await reception.callOf(father);
    const slotId = await call.offered('Tuesday at 10 AM');
    await call.use('book_appointment', { slotId, patientName: 'Leo Marsh', birthDate: '2015-06-01' });
    expect((await patients()).map(({ birthDate }) => birthDate).sort()).toEqual(['1980-02-03', '2015-06-01']);
  });

  it('is what was keyed in only where the model says so: a parent has keyed in their own', async () => {
    const call = await reception.call();
    call.keyed = { birth_date: '1980-02-03' };
    const [one, other] = [await call.offered('Tuesday at 10 AM'), await call.offered('Tuesday at 2 PM')];
    await call.use('book_appointment', { slotId: one, patientName: 'Leo Marsh' });
    await call.use('book_appointment', { slotId: other, patientName: 'Ada Marsh', birthDate: 'keyed' });
    const born = (await patients()).map(({ givenName, birthDate }) => [givenName, birthDate]);
    expect(born).toEqual(
      expect.arrayContaining([
        ['Leo', null],
        ['Ada', '1980-02-03'],
      ]),
    );
  });

  it('is asked for again when it is none', async () => {
    const call = await reception.call();
    const wish = { slotId: await call.offered('Tuesday at 10 AM'), patientName: 'Leo Marsh' };
    for (const birthDate of ['last spring', 'keyed', '2015-02-30', '2031-01-01']) {
      expect(await call.use('book_appointment', { ...wish, birthDate })).toMatchObject(problem('birth_date_unclear'));
    }
    expect(await reception.visits()).toEqual([]);
  });
});

it('a call that the clinic has placed is confirmed to whom it called', async () => {
  const call = await reception.call({
    direction: 'outbound',
    fromNumber: reception.clinic.number,
    toNumber: '+15125550155',
  });
  await call.use('book_appointment', { slotId: await call.offered('Tuesday at 10 AM'), patientName: 'Cy Ward' });
  expect(await reception.texts()).toMatchObject([expect.stringMatching(/^confirmation \+15125550155:/)]);
});
