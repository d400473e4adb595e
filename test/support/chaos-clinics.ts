import { hashApiKey, newApiKey } from '../../src/auth/api-key.js';
import type { PrismaService } from '../../src/common/database/prisma.service.js';
import { SHIPPED_LINES } from '../../src/profiles/phrase.catalogue.js';
import { buildClinic } from './builders.js';
import { until } from './until.js';

export interface ChaosClinic {
  name: string;
  number: string;
  apiKey: string;
}

const GREETING = 'Maple Street Dental, this is Ava. How can I help you?';

/** To be built before the server starts: the server makes its lines audible. */
export function buildFirst(prisma: PrismaService): Promise<ChaosClinic> {
  return build(prisma, 0);
}

/** More clinics like the first, which share the audio of its lines. */
export async function buildMore(prisma: PrismaService, first: ChaosClinic, count: number): Promise<ChaosClinic[]> {
  const { clinicId } = await prisma.phoneNumber.findUniqueOrThrow({ where: { number: first.number } });
  const stock = await until(
    () => prisma.phraseAudio.findMany({ where: { clinicId } }),
    (lines) => lines.length >= new Set(Object.values(SHIPPED_LINES)).size,
  );
  const more: ChaosClinic[] = [];
  for (let index = 1; index <= count; index++) {
    const clinic = await build(prisma, index);
    const { clinicId: id } = await prisma.phoneNumber.findUniqueOrThrow({ where: { number: clinic.number } });
    await prisma.phraseAudio.createMany({ data: stock.map((line) => ({ ...line, clinicId: id })) });
    more.push(clinic);
  }
  return more;
}

async function build(prisma: PrismaService, index: number): Promise<ChaosClinic> {
  const name = `Clinic ${index}`;
  const { clinicId, number } = await buildClinic(prisma, { name, greeting: GREETING });
  const apiKey = newApiKey();
  await prisma.apiKey.create({
    data: {
      keyHash: hashApiKey(apiKey),
      clinicId,
      name: 'test',
      prefix: 'cl_test',
      role: 'owner',
      createdAt: new Date(0),
    },
  });
  return { name, number, apiKey };
}
