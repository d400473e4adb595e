import { startLine, type TestLine } from '../../support/test-line.js';

let line: TestLine;

beforeAll(async () => {
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1' });
});

afterAll(() => line.close());

interface Health {
  status: string;
  details: Record<string, { status: string; message?: string; circuits?: string }>;
}

const ask = async (): Promise<{ status: number; health: Health }> => {
  const answer = await fetch(`${line.baseUrl}/health/ready`);
  const body = (await answer.json()) as Health;
  return { status: answer.status, health: body };
};

it('is ready with a database that has all it was written for, room on the disk and an agent', async () => {
  const { status, health } = await ask();
  expect(status).toBe(200);
  expect(health.details).toEqual({
    database: { status: 'up', answers: true, writes: 'taken' },
    agent: { status: 'up', circuits: 'closed' },
    disk: { status: 'up' },
    line: { status: 'up' },
  });
});

it('is not ready on a database from before the last update, and lives', async () => {
  const { database } = line;
  const [newest] = await database.$queryRaw<{ id: string }[]>`
    SELECT id FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1`;
  await database.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = ${newest?.id}`;
  const { status, health } = await ask();
  await database.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = NULL WHERE id = ${newest?.id}`;
  expect(status).toBe(503);
  expect(health.details).toMatchObject({ database: { status: 'down', message: 'behind' }, line: { status: 'up' } });
  expect((await fetch(`${line.baseUrl}/health/live`)).status).toBe(200);
  expect((await ask()).status).toBe(200);
});
