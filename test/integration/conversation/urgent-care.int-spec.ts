import type { Call } from '../../../src/calls/calls.types.js';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { newId } from '../../../src/common/ids/ids.js';
import { soonestVisits, urgentCareTool } from '../../../src/conversation/tools/care/urgent-care.tool.js';
import { SlotOffersRepository } from '../../../src/conversation/tools/scheduling/slot-offers.repository.js';
import type { ToolContext } from '../../../src/conversation/tools/tool.types.js';
import type { Language } from '../../../src/profiles/agent-profile.types.js';
import { FindingService } from '../../../src/scheduling/finding.service.js';
import { ScheduleRepository } from '../../../src/scheduling/schedule.repository.js';
import { buildCall, buildClinic, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { NOW } from '../scheduling/scheduling-harness.js';

let database: TestDatabase;
let logged: string[];

beforeEach(async () => {
  database = await openTestDatabase();
  logged = [];
});
afterEach(() => database.close());

/** What the tool answers in a call of the clinic that has just begun. */
async function careIn(clinic: BuiltClinic, { books = true, changes = {} } = {}) {
  const { prisma } = database;
  const clinics = new ClinicsService(new ClinicsRepository(), prisma, new ManualClock(NOW));
  const profile = { ...(await clinics.profile(clinic.clinicId)), ...changes };
  const call = { clinicId: clinic.clinicId, id: await buildCall(prisma, clinic) } as Call;
  const finding = new FindingService(new ScheduleRepository(), prisma);
  const offers = new SlotOffersRepository(prisma);
  const log = Logger.create('error', { write: (line: string) => void logged.push(line) });
  const tool = urgentCareTool(profile, books, soonestVisits(profile, finding, offers, log));
  return (problem: string, language: Language = 'en') => {
    const context: ToolContext = { call, profile, runId: newId(), now: NOW, language, keyed: {} };
    return tool.run(tool.schema.parse({ problem }), context);
  };
}

it('says what to do, and offers real times of today or the next open day, the earliest first', async () => {
  const care = await careIn(await buildClinic(database.prisma, { dentists: 2 }));
  const { result, then } = await care('broken_tooth');
  expect(result).toMatchObject({
    advice: expect.stringContaining('warm water') as string,
    slots: [{ slotId: 'slot-1' }, { slotId: 'slot-2' }],
    next: expect.stringContaining('book_appointment') as string,
  });
  expect(then).toBeUndefined();
  const offered = await database.prisma.slotOffer.findMany({ orderBy: { startsAt: 'asc' } });
  expect(offered.map(({ ref }) => ref)).toEqual(['slot-1', 'slot-2']);
  const lastMs = NOW.add({ hours: 48 }).epochMilliseconds;
  expect(offered.every(({ startsAt }) => startsAt.getTime() <= lastMs)).toBe(true);
});

it('speaks the language of the call', async () => {
  const care = await careIn(await buildClinic(database.prisma));
  expect((await care('swelling', 'es')).result).toMatchObject({
    advice: expect.stringContaining('compresa') as string,
  });
});

it('has the caller told by us of what is danger, whatever the agent says', async () => {
  const care = await careIn(await buildClinic(database.prisma));
  for (const problem of ['knocked_out_tooth', 'bleeding']) {
    const { result, then } = await care(problem);
    expect(then).toEqual({ type: 'danger', danger: problem });
    expect(result).toMatchObject({ told: expect.any(String) as string });
    expect(result).not.toHaveProperty('advice');
  }
});

it('without a time leads to a person, or to a message where nobody can be rung', async () => {
  const clinic = await buildClinic(database.prisma, { minNoticeMinutes: 60 * 24 * 7 });
  const next = (result: Record<string, unknown>) => result['next'];
  const onCall = await careIn(clinic, { changes: { onCallNumber: '+15550100109' } });
  expect(next((await onCall('severe_pain')).result)).toContain('transfer_to_human');
  const nobody = await careIn(clinic);
  const { result } = await nobody('severe_pain');
  expect(next(result)).toContain('take_message');
  expect(result).not.toHaveProperty('slots');
  const messagesOnly = await careIn(await buildClinic(database.prisma), { books: false });
  expect((await messagesOnly('severe_pain')).result).not.toHaveProperty('slots');
});

it('keeps its advice when the search fails, and the fault is logged', async () => {
  const care = await careIn(await buildClinic(database.prisma));
  await database.prisma.$executeRaw`ALTER TABLE slot_offers RENAME TO slot_offers_gone`;
  expect((await care('severe_pain')).result).toMatchObject({ advice: expect.any(String) as string });
  expect(logged.join()).toContain('urgent_care.search_failed');
});
