import { Temporal } from 'temporal-polyfill';
import { WorldRepository } from '../../../src/evals/world/world.repository.js';
import { given } from '../../../src/simulation/caller/given.types.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** A Tuesday, ten o'clock at the clinic. */
const NOW = Temporal.Instant.from('2027-03-02T15:00:00Z');

let database: TestDatabase;
let worlds: WorldRepository;
beforeAll(async () => {
  database = await openTestDatabase();
  worlds = new WorldRepository(database.prisma);
});
afterAll(() => database.close());

const GIVEN = given.parse({
  patients: [
    { name: 'Maria Lopez', phone: '+15125550143', birthDate: '1985-03-04', email: 'm@example.org' },
    { name: 'Leo Lopez', phone: '+15125550143', birthDate: '2017-06-01', guardian: 'Maria Lopez' },
  ],
  visits: [
    { patient: 'Leo Lopez', type: 'Child checkup', at: 'friday 09:00' },
    { patient: 'Leo Lopez', type: 'Filling', at: '+8 10:00', status: 'cancelled' },
  ],
  fullUntil: 5,
  faqs: [{ question: 'Do you have toys?', answer: 'Yes, in the waiting room.' }],
  onCall: '+15550100109',
});

it('a clinic has what is given, and nothing else', async () => {
  const world = await worlds.found({ given: GIVEN, setup: { maxCallTools: 20 }, now: NOW });
  const { clinicId } = world;
  const end = await worlds.endState(world, NOW);
  expect(end).toMatchObject({
    visits: [
      {
        patient: 'Leo Lopez',
        type: 'Child checkup',
        status: 'scheduled',
        startsAt: Temporal.Instant.from('2027-03-05T14:00:00Z'),
      },
      { type: 'Filling', status: 'cancelled' },
    ],
    waitlist: [],
    tasks: [],
    holds: 0,
    verified: [],
    refusals: 0,
    emergencies: [],
    unended: { tools: 0, calls: 0 },
  });
  // They were registered in the same moment.
  expect(end.patients.sort((one, other) => (one.name < other.name ? -1 : 1))).toMatchObject([
    { name: 'Leo Lopez', birthDate: '2017-06-01', email: null },
    { name: 'Maria Lopez', birthDate: '1985-03-04', phone: '+15125550143', email: 'm@example.org' },
  ]);
  const clinic = await database.prisma.clinic.findUniqueOrThrow({ where: { id: clinicId } });
  expect(clinic).toMatchObject({ maxCallTools: 20, onCallNumber: '+15550100109' });
  const [representative] = await database.prisma.patientRepresentative.findMany({ where: { clinicId } });
  expect(representative).toMatchObject({
    patientId: world.patientIds.get('Leo Lopez'),
    representativeId: world.patientIds.get('Maria Lopez'),
  });
  const visit = await database.prisma.appointment.findFirst({
    where: { clinicId, id: world.visitIds.get('Leo Lopez')! },
  });
  expect(visit?.status).toBe('scheduled');
  expect(await database.prisma.faq.count({ where: { clinicId, question: 'Do you have toys?' } })).toBe(1);
});

it('its time is taken up to the day that is given', async () => {
  const { clinicId } = await worlds.found({ given: GIVEN, setup: undefined, now: NOW });
  const [free] = await database.prisma.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM providers p WHERE p.clinic_id = ${clinicId}::uuid AND NOT EXISTS (
      SELECT FROM allocations a WHERE a.clinic_id = p.clinic_id AND a.resource_id = p.id
        AND a.during @> '2027-03-07 12:00-05'::timestamptz AND a.released_at IS NULL)`;
  expect(free?.count).toBe(0n);
});

it('clinics are apart from each other, with the lines of the first one', async () => {
  const first = await database.prisma.phoneNumber.findFirstOrThrow({ orderBy: { number: 'asc' } });
  await database.prisma.phraseAudio.create({
    data: {
      clinicId: first.clinicId,
      voice: 'v',
      textSha256: 'ab'.repeat(32),
      audio: new Uint8Array([1]),
      createdAt: new Date(0),
    },
  });
  const one = await worlds.found({ given: GIVEN, setup: undefined, now: NOW });
  const other = await worlds.found({ given: GIVEN, setup: undefined, now: NOW });
  for (const key of ['clinicId', 'number', 'mark', 'apiKey'] as const) expect(one[key]).not.toBe(other[key]);
  expect(one.visitIds).not.toEqual(other.visitIds);
  const phrases = () => database.prisma.phraseAudio.count({ where: { clinicId: one.clinicId } });
  expect(await phrases()).toBe(1);
  await worlds.leave(one);
  expect(await phrases()).toBe(0);
});
