import type { Clock } from '../common/clock/clock.js';
import type { AppConfig } from '../config/app-config.js';
import type { Settings } from '../config/settings.js';
import { buildProductionConfig } from './composition.builder.js';
import { demoKeys, loadDemoSecrets } from './demo-secrets.js';
import { loadStandIns } from './not-in-production.js';
import type { Surroundings } from './stand-ins.js';

/** Leaves no part of the outside open: outside of production a stand-in plays what the settings leave out. */
export async function openSurroundings(settings: Settings, clock: Clock): Promise<Surroundings> {
  if (settings.mode === 'production')
    return {
      config: buildProductionConfig(settings),
      databaseMigrationUrl: settings.databaseMigrationUrl,
      close: () => Promise.resolve(),
    };
  const { openStandIns } = await loadStandIns();
  return openStandIns(settings, clock);
}

/** Those of the environment, or of the demo. The settings' schema has seen to it that production has its own. */
export async function encryptionKeysOf(settings: Settings): Promise<AppConfig['encryptionKeys']> {
  return settings.encryptionKeys ?? demoKeys(await loadDemoSecrets(settings.dataDir));
}
