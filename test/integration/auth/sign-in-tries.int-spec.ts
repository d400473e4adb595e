import { randomUUID } from 'node:crypto';
import { SignInTriesRepository } from '../../../src/auth/sign-in-tries.repository.js';
import { SignInTries, type Tried } from '../../../src/auth/sign-in-tries.service.js';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

// Whoever got past took the row away that another one had just found, who got an error 500 for it.
it('counts those who try at once, while others get past and their tries are forgotten', async () => {
  const { prisma } = database;
  const tries = new SignInTries(new SignInTriesRepository(), prisma, new SystemClock());
  const tried: Tried[] = [{ thing: 'code', value: randomUUID() }];
  const getPast = async () => {
    await prisma.acrossClinics((tx) => tries.begin(tx, tried));
    await prisma.acrossClinics((tx) => tries.succeeded(tx, tried));
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, getPast));
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(await prisma.signInTries.count()).toBe(0);
});
