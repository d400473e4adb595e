import type { FormFields, WebhookClient } from '../../webhook.client.js';
import type { ReceiptOrder } from './message.types.js';

interface Receipt {
  url: string;
  fields: FormFields;
}

/** Posts the status callbacks of texts, each text's in the order asked for. An answer, or none, changes nothing. */
export class MessageReceipts {
  /** Of each text that has some: what waits to be posted. */
  private readonly waiting = new Map<string, Receipt[]>();
  private readonly held: Receipt[] = [];
  /** Of each text: its posts so far, one after another. */
  private readonly posts = new Map<string, Promise<void>>();

  constructor(private readonly webhooks: WebhookClient) {}

  /** `last`: no other will follow for this text. */
  note(messageSid: string, receipt: Receipt, order: ReceiptOrder, last: boolean): void {
    switch (order) {
      case 'in_order':
        return this.post(messageSid, [receipt]);
      case 'repeated':
        return this.post(messageSid, [receipt, receipt]);
      case 'reversed': {
        const waiting = [receipt, ...(this.waiting.get(messageSid) ?? [])];
        this.waiting.set(messageSid, waiting);
        if (!last) return;
        this.waiting.delete(messageSid);
        return this.post(messageSid, waiting);
      }
      case 'held':
        this.held.push(receipt);
        return;
      case 'withheld':
        return;
    }
  }

  /** Posts what was held, one after another. */
  release(): void {
    this.post('held', this.held.splice(0));
  }

  /** When everything that is under way has been answered, or given up. */
  async settled(): Promise<void> {
    await Promise.all(this.posts.values());
  }

  private post(key: string, receipts: readonly Receipt[]): void {
    const posted = receipts.reduce(
      (before, { url, fields }) =>
        before.then(async () => void (await this.webhooks.post(url, fields).catch(() => undefined))),
      this.posts.get(key) ?? Promise.resolve(),
    );
    this.posts.set(key, posted);
    void posted.then(() => this.posts.get(key) === posted && this.posts.delete(key));
  }
}
