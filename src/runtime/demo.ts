import { PrismaService } from '../common/database/prisma.service.js';
import { errorFields } from '../common/logging/logger.js';
import type { AppConfig } from '../config/app-config.js';
import type { Settings } from '../config/settings.js';
import { runCall } from '../simulation/call.command.js';
import type { CommandContext } from './command.runner.js';
import { localUrl, standInsFor } from './composition.builder.js';
import { aloneIn } from './data-dir-lock.js';
import { grantDemoAccess } from './demo-access.repository.js';
import { seedDemoClinic } from './demo-clinic.repository.js';
import { joinInstances } from './demo-instances.js';
import { loadDemoSecrets } from './demo-secrets.js';

/** What a script on this machine needs to call the server and to ask it afterwards: the content of `.data/demo.json`. */
export interface DemoAccess {
  url: string;
  /** Present when it is another address than `url`: the carrier's signatures are made over this one. */
  publicUrl?: string;
  twilioAuthToken: string;
  /** Null when the database has a clinic of its own, without a number. */
  clinicNumber: string | null;
  /** Where the clinic's desk answers; null when it has none. */
  deskNumber: string | null;
  twilioAccountSid: string;
  /** The carrier's REST API as the server knows it. */
  carrierApiUrl: string;
  apiKey: string;
}

/** Fills a database that has no clinic, lets the demo's API key in, and leaves the way in for scripts to find. */
export async function prepareDemo(context: CommandContext, config: AppConfig): Promise<DemoAccess> {
  const { settings, clock } = context;
  const { apiKey } = await loadDemoSecrets(settings.dataDir);
  const database = new PrismaService(config);
  try {
    await fillIfEmpty(database, context);
    const { clinicNumber, deskNumber } = await grantDemoAccess(database, apiKey, clock.now());
    const url = localUrl(config);
    const access: DemoAccess = {
      url,
      ...(config.publicUrl === url ? {} : { publicUrl: config.publicUrl }),
      twilioAuthToken: config.twilio.authToken,
      clinicNumber,
      deskNumber,
      twilioAccountSid: config.twilio.accountSid,
      carrierApiUrl: config.twilio.apiUrl,
      apiKey,
    };
    await joinInstances(settings.dataDir, access);
    return access;
  } finally {
    await database.onApplicationShutdown();
  }
}

/** Seeds the demo's clinic unless there is one. Instances that start together take turns, or there would be two. */
export function fillIfEmpty(database: PrismaService, { settings, clock }: CommandContext): Promise<void> {
  return aloneIn(settings.dataDir, () => seedDemoClinic(database, clock.now()));
}

/** Says which parts are played by stand-ins, and what replaces each. */
export function describeStandIns(print: (line: string) => void, settings: Settings): void {
  const inUse = standInsFor(settings);
  if (inUse.database) print('Database  embedded PostgreSQL; set DATABASE_URL for your own');
  if (inUse.agent) print('Agent     simulated Deepgram; set DEEPGRAM_API_KEY for the real one');
  if (inUse.carrier) print('Carrier   simulated Twilio; set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN for the real one');
}

/** Real callers need no demonstration. */
export const wantsDemoCall = (settings: Settings): boolean => settings.demoCall && standInsFor(settings).carrier;

/** Shows a call from beginning to end, as a caller would have it. Without it the server serves all the same. */
export async function placeDemoCall(access: DemoAccess, context: CommandContext): Promise<void> {
  const { clinicNumber } = access;
  const { stopping, clock, logger, print } = context;
  if (clinicNumber === null) return print('The clinic has no number yet, so there is no demo call.');
  try {
    await runCall({
      target: { ...access, clinicNumber },
      scenario: 'book-cleaning',
      signal: stopping,
      print,
      colour: process.stdout.isTTY,
      tools: { clock },
    });
  } catch (error) {
    logger.error('demo_call.failed', errorFields(error));
    print('The demo call could not be placed. The server goes on without it.');
  }
}
