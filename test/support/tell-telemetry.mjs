import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Preloaded into a server of which it is asked what it has loaded to send traces with.
const { cache } = createRequire(import.meta.url);
const packageIn = (path) => /node_modules\/(@opentelemetry\/[\w-]+)\//.exec(path)?.[1];

process.on('exit', () => {
  const loaded = new Set(Object.keys(cache).flatMap((path) => packageIn(path) ?? []));
  writeFileSync(process.env.TELEMETRY_FILE, JSON.stringify([...loaded]));
});
