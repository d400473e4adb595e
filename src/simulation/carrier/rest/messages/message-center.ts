import { EventEmitter } from 'node:events';
import type { Cancel, Clock } from '../../../../common/clock/clock.js';
import type { SidFactory } from '../../carrier.types.js';
import { CarrierError } from '../../carrier.errors.js';
import type { FormFields, WebhookClient } from '../../webhook.client.js';
import type { IncomingNumber } from '../numbers/incoming-number.types.js';
import { RestError } from '../rest.errors.js';
import { nextStep } from './message-delivery.reducer.js';
import { incomingTextFields, receiptFields } from './message-fields.builder.js';
import { MessageReceipts } from './message-receipts.js';
import type { Message, RecipientBehaviour } from './message.types.js';
import { parseMessagingTwiml } from './messaging-twiml.protocol.js';
import { CONFIRMATIONS, optOutWordOf, type OptOutWord } from './opt-out.policy.js';
import { segmentsOf } from './segments.policy.js';

export interface MessageCenterSetup {
  accountSid: string;
  /** Whose `smsUrl` is told of texts; looked at with each text. */
  numbers: readonly IncomingNumber[];
  /** Signs and posts the callbacks. */
  webhooks: WebhookClient;
  clock: Clock;
  newSid: SidFactory;
}

export interface TextOrder {
  from: string;
  to: string;
  body: string;
  statusCallback: string | null;
}

export interface ReceivedText {
  from: string;
  to: string;
  body: string;
}

/** From one delivery state to the next. */
const STEP_MS = 50;

const USUAL: RecipientBehaviour = { outcome: { kind: 'delivered' }, receipts: 'in_order' };

/** The carrier's texts: keeps them, delivers them, tells the server about them, and obeys STOP. */
export class MessageCenter extends EventEmitter<{
  /** A text has reached a phone. */
  delivered: [message: Message];
}> {
  /** Newest first. */
  private messages: Message[] = [];
  private readonly behaviours = new Map<string, RecipientBehaviour>();
  /** Senders that a recipient doesn't want to hear of, as `sender recipient`. */
  private readonly blocked = new Set<string>();
  private readonly timers = new Map<string, Cancel>();
  private readonly receipts: MessageReceipts;

  constructor(private readonly setup: MessageCenterSetup) {
    super();
    this.receipts = new MessageReceipts(setup.webhooks);
  }

  /** From the next text to that number on. What isn't given is as usual: delivered, with callbacks in order. */
  setRecipient(phoneNumber: string, behaviour: Partial<RecipientBehaviour>): void {
    this.behaviours.set(phoneNumber, { ...USUAL, ...behaviour });
  }

  /** Posts the callbacks that recipients with `held` receipts have kept back. */
  releaseReceipts(): void {
    this.receipts.release();
  }

  /** @throws RestError 21610 when the recipient has answered STOP to this sender. */
  send(order: TextOrder): Message {
    if (this.blocked.has(pairOf(order.from, order.to))) throw new RestError(21610);
    return this.dispatch(order, 'outbound-api');
  }

  /**
   * A phone sends a text to a number of the account. Resolves when the server has been told, and its answer obeyed.
   *
   * @throws RestError 20404 when the account has no such number.
   */
  async receiveText(text: ReceivedText): Promise<Message> {
    const number = this.setup.numbers.find(({ phoneNumber }) => phoneNumber === text.to);
    if (!number) throw new RestError(20404);
    const message = this.store({ ...text, statusCallback: null }, 'inbound');
    const word = optOutWordOf(text.body);
    if (word) this.obey(word, text);

    const answer = number.smsApplicationSid === null ? await this.tell(number, message) : null;
    for (const reply of (answer !== null && parseMessagingTwiml(answer)) || []) {
      const order = { ...reply, from: text.to, to: reply.to ?? text.from };
      // A reply to somebody who has just said STOP goes nowhere; nobody is told but the account's debugger.
      if (order.body !== '' && !this.blocked.has(pairOf(order.from, order.to))) this.dispatch(order, 'outbound-reply');
    }
    return message;
  }

  /** Newest first. */
  list(): readonly Message[] {
    return this.messages;
  }

  fetch(sid: string): Message | null {
    return this.messages.find((message) => message.sid === sid) ?? null;
  }

  /** Empties the body. @throws RestError 20009 while it is on its way. */
  redact(message: Message): void {
    if (isOnItsWay(message)) throw new RestError(20009);
    message.body = '';
    message.updatedAt = this.setup.clock.now();
  }

  /** @throws RestError 30409 once it is more than queued. */
  cancel(message: Message): void {
    if (message.status !== 'queued') throw new RestError(30409);
    this.timers.get(message.sid)?.();
    this.timers.delete(message.sid);
    message.status = 'canceled';
    message.updatedAt = this.setup.clock.now();
    this.acknowledge(message, true);
  }

  /** @throws RestError 20009 while it is on its way. */
  remove(message: Message): void {
    if (isOnItsWay(message)) throw new RestError(20009);
    this.messages = this.messages.filter((kept) => kept !== message);
  }

  /** Delivers nothing more, and waits for the callbacks that are under way. */
  async close(): Promise<void> {
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
    await this.receipts.settled();
  }

  private obey(word: OptOutWord, { from, to }: ReceivedText): void {
    const pair = pairOf(to, from);
    const wasBlocked = this.blocked.has(pair);
    if (word === 'STOP') this.blocked.add(pair);
    if (word === 'START') this.blocked.delete(pair);
    // Help is for those who still listen; the others are confirmed when something has changed.
    const answers = word === 'START' ? wasBlocked : !wasBlocked;
    if (!answers) return;
    this.dispatch({ from: to, to: from, body: CONFIRMATIONS[word], statusCallback: null }, 'outbound-reply');
  }

  /** The server's answer, from the number's fallback address when need be; null when there is none. */
  private async tell(number: IncomingNumber, message: Message): Promise<string | null> {
    const { smsUrl, smsFallbackUrl } = number;
    if (!smsUrl) return null;
    const fields = incomingTextFields(message, this.setup.accountSid);
    const answer = await this.ask(smsUrl, fields);
    if (typeof answer === 'string' || !smsFallbackUrl) return typeof answer === 'string' ? answer : null;
    const second = await this.ask(smsFallbackUrl, { ...fields, ErrorCode: String(answer.code), ErrorUrl: smsUrl });
    return typeof second === 'string' ? second : null;
  }

  /** The body of the answer, empty unless it is XML: a server need not reply. */
  private async ask(url: string, fields: FormFields): Promise<string | CarrierError> {
    try {
      const { status, contentType, body } = await this.setup.webhooks.post(url, fields);
      if (status < 200 || status > 299) return new CarrierError(11200, `HTTP ${status}`);
      return /^(text|application)\/xml\b/i.test(contentType) ? body.toString() : '';
    } catch (error) {
      if (error instanceof CarrierError) return error;
      throw error;
    }
  }

  private dispatch(order: TextOrder, direction: 'outbound-api' | 'outbound-reply'): Message {
    const message = this.store(order, direction);
    this.acknowledge(message, false);
    this.advanceLater(message);
    return message;
  }

  private store(order: TextOrder, direction: Message['direction']): Message {
    const now = this.setup.clock.now();
    const inbound = direction === 'inbound';
    const message: Message = {
      sid: this.setup.newSid('SM'),
      from: order.from,
      to: order.to,
      direction,
      segments: segmentsOf(order.body),
      statusCallback: order.statusCallback,
      createdAt: now,
      body: order.body,
      status: inbound ? 'received' : 'queued',
      errorCode: null,
      updatedAt: now,
      sentAt: inbound ? now : null,
    };
    this.messages.unshift(message);
    return message;
  }

  private advanceLater(message: Message): void {
    const next = nextStep(message.status, this.behaviourOf(message).outcome);
    if (!next) return void this.timers.delete(message.sid);
    const advance = (): void => {
      const now = this.setup.clock.now();
      Object.assign(message, next, { updatedAt: now });
      if (next.status === 'sent') message.sentAt = now;
      this.acknowledge(message, nextStep(next.status, this.behaviourOf(message).outcome) === null);
      if (next.status === 'delivered') this.emit('delivered', message);
      this.advanceLater(message);
    };
    this.timers.set(message.sid, this.setup.clock.after(STEP_MS, advance));
  }

  private acknowledge(message: Message, last: boolean): void {
    if (message.statusCallback === null) return;
    const receipt = { url: message.statusCallback, fields: receiptFields(message, this.setup.accountSid) };
    this.receipts.note(message.sid, receipt, this.behaviourOf(message).receipts, last);
  }

  private behaviourOf({ to }: Message): RecipientBehaviour {
    return this.behaviours.get(to) ?? USUAL;
  }
}

const pairOf = (sender: string, recipient: string): string => `${sender} ${recipient}`;

const isOnItsWay = ({ status }: Message): boolean => status === 'queued' || status === 'sending';
