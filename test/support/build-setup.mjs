import { buildSources } from '../../scripts/build-sources.mjs';

/** Compiles our own modules: tests load what is built (shared-packages.runtime.mjs). */
export default async function buildSetup() {
  process.env.TEST_BUILD = await buildSources(() => undefined);
}
