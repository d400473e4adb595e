import type { Clock } from '../common/clock/clock.js';
import type { AppConfig } from '../config/app-config.js';
import type { Settings } from '../config/settings.js';
import { SimulatedDeepgram } from '../simulation/deepgram/simulated-deepgram.server.js';
import { SimulatedLlm } from '../simulation/llm/simulated-llm.server.js';
import { createSpeech } from '../simulation/speech/speech.service.js';
import { CarrierStandIn } from './carrier-stand-in.js';
import { buildAppConfig, deepgramAt, localUrl, standInsFor, twilioAt } from './composition.builder.js';
import { DEMO_PROFILE } from './demo-clinic.data.js';
import { demoKeys, loadDemoSecrets } from './demo-secrets.js';
import { EmbeddedDatabase } from './embedded-postgres/embedded-database.js';

/** The configuration, and the stand-ins that some of its addresses lead to. */
export interface Surroundings {
  config: AppConfig;
  /** Of the login that owns the tables, where the configuration's is another. */
  databaseMigrationUrl?: string;
  /** Stops the stand-ins, the last one started first. */
  close(): Promise<void>;
}

/** Starts a stand-in for each part of the outside that the settings leave out. */
export async function openStandIns(settings: Settings, clock: Clock): Promise<Surroundings> {
  const started: { close(): Promise<unknown> }[] = [];
  const keep = <StandIn extends { close(): Promise<unknown> }>(standIn: StandIn): StandIn => {
    started.push(standIn);
    return standIn;
  };
  const close = async () => {
    for (const standIn of started.splice(0).reverse()) await standIn.close();
  };
  try {
    const secrets = await loadDemoSecrets(settings.dataDir);
    const apiKey = settings.deepgram.apiKey ?? secrets.deepgramApiKey;
    const { databaseUrl, databaseMigrationUrl } = settings.databaseUrl
      ? { ...settings, databaseUrl: settings.databaseUrl }
      : keep(await openEmbeddedDatabase(settings, clock)).logins;
    const encryptionKeys = settings.encryptionKeys ?? demoKeys(secrets);
    const standIns = standInsFor(settings);
    const simulated = standIns.agent ? keep(await SimulatedDeepgram.listen({ apiKey, clock })) : null;
    const deepgram = deepgramAt(settings, apiKey, simulated?.url);
    const llm = standIns.model ? keep(await SimulatedLlm.listen({ apiKey, clock })) : null;
    const account = settings.twilio ?? { accountSid: secrets.twilioAccountSid, authToken: secrets.twilioAuthToken };
    const config = buildAppConfig(settings, {
      databaseUrl,
      encryptionKeys,
      twilio: twilioAt(settings, account),
      deepgram,
      model: llm
        ? { provider: 'open_ai', apiKey, baseUrl: llm.baseUrlFor('open_ai'), names: [] }
        : (settings.model ?? null),
    });
    if (!standIns.carrier || settings.twilioApiUrl) return { config, databaseMigrationUrl, close };
    const at = { ...account, publicUrl: config.publicUrl, localUrl: localUrl(config) };
    const { apiUrl } = keep(
      await CarrierStandIn.open(at, DEMO_PROFILE.number, { clock, speech: keep(createSpeech()) }),
    );
    return { config: { ...config, twilio: { ...account, apiUrl } }, databaseMigrationUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export function openEmbeddedDatabase(settings: Settings, clock: Clock): Promise<EmbeddedDatabase> {
  return EmbeddedDatabase.open({ dataDir: settings.dataDir, databaseName: 'crownline', clock });
}
