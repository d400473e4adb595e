import { Registry } from 'prom-client';

/** The registry of this process. Features declare their metrics on it in their own `*.metrics.ts`. */
export class MetricsRegistry extends Registry {}
