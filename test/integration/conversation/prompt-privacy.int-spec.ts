import { z } from 'zod';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { instructionsOf } from '../../../src/conversation/brief.builder.js';
import { AgentSettings } from '../../../src/profiles/agent-profile.types.js';
import { seedDemoClinic } from '../../../src/runtime/demo-clinic.repository.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { idleToolbox } from '../../support/toolbox.js';
import { NOW } from '../scheduling/scheduling-harness.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemoClinic(database.prisma, NOW);
});
afterAll(() => database.close());

/** All that the model is told before a call has begun, of whatever caller. */
async function toldToTheModel(): Promise<string> {
  const clinic = await database.prisma.clinic.findFirstOrThrow();
  const clinics = new ClinicsService(new ClinicsRepository(), database.prisma, new ManualClock(NOW));
  const profile = await clinics.profile(clinic.id as ClinicId);
  const agent = AgentSettings.parse({ languages: ['en', 'es'] });
  const scope = { books: true, deskAnswers: true, recorded: true };
  const tools = idleToolbox().forCall({ profile, agent, scope });
  const described = tools.map(({ name, description, schema }) => [name, description, z.toJSONSchema(schema)]);
  return `${instructionsOf({ profile, agent, scope, tools, opening: null }, 'en', NOW, [])}\n${JSON.stringify(described)}`;
}

it('holds nothing about any patient or visit: none of their rows can change a word of it', async () => {
  const { prisma } = database;
  const before = await toldToTheModel();
  const patients = await prisma.patient.findMany();
  for (const { familyName, phone } of patients) {
    expect(before).not.toContain(phone);
    expect(before).not.toMatch(new RegExp(`\\b${familyName}\\b`));
  }
  for (const { clinicId, id } of await prisma.patient.findMany({ select: { clinicId: true, id: true } })) {
    await prisma.patient.update({
      where: { clinicId_id: { clinicId, id } },
      data: { givenName: 'Zyx', familyName: 'Wvu', phone: '+15125550999', birthDate: null, email: 'z@example.org' },
    });
  }
  await prisma.appointment.updateMany({ where: { status: 'scheduled' }, data: { status: 'confirmed' } });
  await prisma.recall.deleteMany();
  await prisma.waitlistEntry.deleteMany();
  expect(await toldToTheModel()).toBe(before);
});
