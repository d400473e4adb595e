import { randomUUID } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import type { WebhookClient } from '../../common/outside/webhook.client.js';
import { signedHeaders } from '../../common/outside/webhook-signature.js';
import { AnchorNotTakenError } from '../compliance.errors.js';
import type { AnchorTarget } from './anchor-target.port.js';
import type { Anchor } from './audit-anchor.types.js';

/** A server of the operator's, which is told all ends each time, as Standard Webhooks are. */
export class WebhookAnchorsDriver implements AnchorTarget {
  constructor(
    readonly name: string,
    private readonly address: string,
    private readonly secret: string,
    private readonly client: WebhookClient,
    private readonly clock: Clock,
  ) {}

  async write(anchors: readonly Anchor[]): Promise<void> {
    const at = this.clock.now();
    const body = JSON.stringify({ type: 'audit.heads', timestamp: at.toString(), data: { heads: anchors } });
    const headers = signedHeaders([this.secret], { id: randomUUID(), body, at });
    // Where it is the operator has said, who may well keep it where nobody from outside comes.
    const { error } = await this.client.post(this.address, headers, body, 'anywhere');
    if (error) throw new AnchorNotTakenError(error);
  }
}
