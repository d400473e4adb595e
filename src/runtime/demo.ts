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
import { joinInstances, leaveInstances } from './demo-instances.js';
import { loadDemoSecrets } from './demo-secrets.js';
import { Examination } from './doctor/examination.js';
import { checkWayHere } from './doctor/public-address.checks.js';

/** Whoever has started it waits for the demo's call. */
const PUBLIC_ADDRESS_WITHIN_MS = 5000;

/** What a script on this machine needs to call the server and to ask it afterwards: the content of `.data/demo.json`. */
interface DemoAccess {
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

/** Has a clinic to call, and says what to call it with. */
export interface Demo {
  /** Tells people that the server is up, and shows them a call. */
  readonly welcome: () => Promise<void>;
  readonly leave: () => Promise<void>;
}

export async function openDemo(config: AppConfig, context: CommandContext): Promise<Demo> {
  const access = await prepareDemo(context, config);
  return {
    welcome: () => welcome(config, access, context),
    leave: () => leaveInstances(context.settings.dataDir),
  };
}

/** Fills a database that has no clinic, lets the demo's API key in, and leaves the way in for scripts to find. */
async function prepareDemo(context: CommandContext, config: AppConfig): Promise<DemoAccess> {
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

async function welcome(config: AppConfig, access: DemoAccess, context: CommandContext): Promise<void> {
  const { settings, stopping, print } = context;
  print(`Crownline is up at ${localUrl(config)}/ (Ctrl-C ends it)`);
  describeStandIns(print, settings);
  await tellOfPublicAddress(config, context);
  if (!wantsDemoCall(settings)) return;
  await placeDemoCall(access, context);
  if (!stopping.aborted) print(`Crownline stays up at ${localUrl(config)}/ (Ctrl-C ends it)`);
}

/** A carrier that is led elsewhere rings there, and nothing here would say so. */
async function tellOfPublicAddress(config: AppConfig, { settings, clock, print }: CommandContext): Promise<void> {
  const { publicUrl } = settings;
  if (publicUrl === undefined) return;
  const addresses = { publicUrl, localUrl: localUrl(config), twilio: settings.twilio ? config.twilio : null, settings };
  const { status, detail, fix } = await new Examination(clock).start({
    name: 'Public address',
    limitMs: PUBLIC_ADDRESS_WITHIN_MS,
    examine: (signal) => checkWayHere(addresses, signal),
  }).finding;
  if (status === 'ok') return;
  print(`PUBLIC_URL  ${detail}`);
  print(`  Fix: ${fix}`);
}

/** Says which parts are played by stand-ins, and what replaces each. */
function describeStandIns(print: (line: string) => void, settings: Settings): void {
  const inUse = standInsFor(settings);
  if (inUse.database) print('Database  embedded PostgreSQL; set DATABASE_URL for your own');
  if (inUse.agent) print('Agent     simulated Deepgram; set DEEPGRAM_API_KEY for the real one');
  if (inUse.carrier) print('Carrier   simulated Twilio; set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN for the real one');
}

/** Real callers need no demonstration. */
const wantsDemoCall = (settings: Settings): boolean => settings.demoCall && standInsFor(settings).carrier;

/** Shows a call from beginning to end, as a caller would have it. Without it the server serves all the same. */
async function placeDemoCall(access: DemoAccess, context: CommandContext): Promise<void> {
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
