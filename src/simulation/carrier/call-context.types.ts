import type { Clock } from '../../common/clock/clock.js';
import type { Speech } from '../speech/speech.types.js';
import type { SidFactory } from './carrier.types.js';
import type { FrameTicker } from './frame-ticker.js';
import type { WebhookClient } from './webhook.client.js';

/** What a call needs of the carrier that carries it. */
export interface CallContext {
  accountSid: string;
  authToken: string;
  /** Where a public url is really served. */
  reach: (publicUrl: string) => string;
  /** Streams may use plain `ws`: for servers whose public address is plain http. The real carrier takes neither. */
  plainSockets: boolean;
  /** The origin of the REST API, as the addresses of recordings have it. */
  apiUrl: string;
  webhooks: WebhookClient;
  ticker: FrameTicker;
  clock: Clock;
  speech: Speech;
  newSid: SidFactory;
}
