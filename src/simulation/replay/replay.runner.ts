import { randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import type { CallTarget } from '../caller/call-station.js';
import { CarrierError } from '../carrier/carrier.errors.js';
import { FrameTicker } from '../carrier/frame-ticker.js';
import { parseTwiml, type StreamNoun } from '../carrier/twiml.protocol.js';
import { parseXml, type XmlNode } from '../carrier/twiml-xml.protocol.js';
import { signRequest, WebhookClient } from '../carrier/webhook.client.js';
import type { Capture, CaptureEntry } from './capture-file.protocol.js';
import { describeAnswer, type Observation } from './observation.policy.js';
import { ReplayedStream } from './replayed-stream.js';

/** Nobody knows the account sid of a stand-in; it only has to have the right shape. */
const STAND_IN_ACCOUNT_SID = `AC${'0'.repeat(32)}`;

/** What a number is set up with at the carrier. All other addresses are told by the server, in its TwiML. */
const NUMBERS_OWN = ['/twilio/voice', '/twilio/voice/fallback', '/twilio/voice/status'];

/**
 * Plays the caller's and the carrier's side of a capture against a server, as a call of its own: what was sent then is sent
 * again, at the same times, with signatures and tokens of now. Where the recording waited for the server, so does the
 * replay, and what follows moves with it.
 */
export class ReplayRunner {
  readonly callSid = newSid('CA');
  private readonly publicUrl: string;
  private readonly webhooks: WebhookClient;
  private readonly ticker: FrameTicker;
  private readonly answers: Observation['answers'] = [];
  private readonly unanswered = new Set<Promise<void>>();
  private readonly addresses = new Map<string, string>();
  private readonly streams = new Map<string, ReplayedStream | null>();
  private offered: StreamNoun | null = null;
  /** When the first line of the capture is, or would have been, played. */
  private startMs = 0;

  constructor(
    private readonly target: CallTarget,
    private readonly capture: Capture,
    private readonly clock: Clock,
  ) {
    this.publicUrl = target.publicUrl ?? target.url;
    this.webhooks = new WebhookClient(
      target.twilioAuthToken,
      (url) => this.reach(url),
      clock,
      () => newSid(''),
    );
    this.ticker = new FrameTicker(clock);
    for (const path of NUMBERS_OWN) this.addresses.set(path, this.publicUrl + path);
  }

  /** Resolves when all has been sent and answered. When `signal` is aborted, the caller hangs up early. */
  async run(signal?: AbortSignal): Promise<Observation> {
    this.startMs = this.clock.nowMs();
    for (const entry of this.capture.entries) {
      await this.clock.sleep(this.startMs + entry.ms - this.clock.nowMs(), signal);
      if (signal?.aborted) break;
      await this.play(entry);
    }
    const streams = [...this.streams.values()].filter((stream) => stream !== null);
    await Promise.all(streams.map((stream) => stream.hangUp()));
    await Promise.all(this.unanswered);
    return { answers: this.answers, streams: streams.map(({ observation }) => observation) };
  }

  private async play(entry: CaptureEntry): Promise<void> {
    switch (entry.type) {
      case 'webhook':
        return this.post(entry.path, entry.fields);
      case 'stream_opened':
        return this.waiting(async () => {
          await Promise.all(this.unanswered);
          this.streams.set(entry.stream, await this.open());
        });
      case 'in':
        return this.streams.get(entry.stream)?.send(entry, this.startMs + entry.ms);
      case 'stream_closed':
        return this.close(entry);
      case 'answer':
      case 'out':
    }
  }

  private async close({ stream, by }: Extract<CaptureEntry, { type: 'stream_closed' }>): Promise<void> {
    const opened = this.streams.get(stream);
    if (by === 'network') return opened?.cut();
    await this.waiting(async () => opened?.awaitClose());
  }

  /** What takes longer than it did moves the rest of the call. */
  private async waiting(wait: () => Promise<void>): Promise<void> {
    const beforeMs = this.clock.nowMs();
    await wait();
    this.startMs += this.clock.nowMs() - beforeMs;
  }

  /** Does not wait for the answer: what the carrier sends meanwhile goes on. */
  private post(path: string, recorded: Record<string, string>): void {
    const observed = { path, answer: 'not asked for' };
    this.answers.push(observed);
    const url = this.addresses.get(path);
    if (url === undefined) return;
    const posted = this.request(url, this.fields(recorded)).then((answer) => {
      observed.answer = answer;
      this.unanswered.delete(posted);
    });
    this.unanswered.add(posted);
  }

  private async request(url: string, fields: Record<string, string>): Promise<string> {
    try {
      const { status, contentType, body } = await this.webhooks.post(url, fields);
      const twiml = /xml/.test(contentType) ? body.toString('utf8') : '';
      if (twiml !== '') this.learn(twiml);
      return describeAnswer(status, twiml);
    } catch (error) {
      if (error instanceof CarrierError) return error.message;
      throw error;
    }
  }

  private fields(recorded: Record<string, string>): Record<string, string> {
    const { twilioAccountSid, clinicNumber } = this.target;
    const today: Record<string, string> = {
      AccountSid: twilioAccountSid ?? STAND_IN_ACCOUNT_SID,
      CallSid: this.callSid,
      To: clinicNumber,
      Called: clinicNumber,
    };
    return Object.fromEntries(Object.entries(recorded).map(([name, value]) => [name, today[name] ?? value]));
  }

  /** From a document: the addresses that may be asked next, with their queries, and the stream with its fresh token. */
  private learn(twiml: string): void {
    const document = parseXml(twiml);
    if ('malformed' in document || !document.root) return;
    for (const url of urlsIn(document.root)) this.addresses.set(new URL(url).pathname, url);
    const connect = parseTwiml(twiml).find((verb) => verb.verb === 'connect');
    if (connect) this.offered = connect.stream;
  }

  /** Null when the server offered no stream, or refused it. */
  private async open(): Promise<ReplayedStream | null> {
    if (!this.offered) return null;
    const { url, parameters } = this.offered;
    const accountSid = this.target.twilioAccountSid ?? STAND_IN_ACCOUNT_SID;
    const signature = signRequest(this.target.twilioAuthToken, url);
    const identity = { accountSid, callSid: this.callSid, streamSid: newSid('MZ') };
    const setup = { ...identity, address: this.reach(url), signature, parameters, faults: {} };
    try {
      return await ReplayedStream.open(setup, this.clock, this.ticker);
    } catch (error) {
      if (error instanceof CarrierError) return null;
      throw error;
    }
  }

  /** Where a public address is really served. */
  private reach(publicUrl: string): string {
    const socket = publicUrl.startsWith('ws');
    const [from, to] = [this.publicUrl, this.target.url].map((url) => (socket ? url.replace(/^http/, 'ws') : url));
    return from !== undefined && publicUrl.startsWith(from) ? `${to}${publicUrl.slice(from.length)}` : publicUrl;
  }
}

const newSid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

function urlsIn(node: XmlNode): string[] {
  const own = [...Object.values(node.attributes), node.text].filter(
    (value) => /^https?:/.test(value) && URL.canParse(value),
  );
  return [...own, ...node.children.flatMap(urlsIn)];
}
