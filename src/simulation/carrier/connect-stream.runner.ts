import type { CallParties } from './call-fields.builder.js';
import { CarrierError, type CarrierErrorCode } from './carrier.errors.js';
import type { CallContext, CallJournal, StreamFaults } from './carrier.types.js';
import { MediaStreamClient } from './media-stream.client.js';
import type { ServerMessage } from './media-stream.protocol.js';
import type { PhoneLine } from './phone-line.js';
import type { StreamNoun } from './twiml.protocol.js';
import { signRequest } from './webhook.client.js';

interface Closed {
  by: 'server' | 'caller' | 'network';
  closeCode: number;
}

/** Performs one `<Connect><Stream>`: connects, passes audio and marks between the line and the server until it is over. */
export class ConnectStreamRunner {
  private readonly streamSid: string;
  private readonly reported = new Set<CarrierErrorCode>();
  private readonly closed: Promise<Closed>;
  private resolveClosed!: (closed: Closed) => void;
  private client: MediaStreamClient | null = null;
  private hungUp = false;

  /** The noun's urls are absolute. */
  constructor(
    private readonly context: CallContext,
    private readonly parties: CallParties,
    private readonly noun: StreamNoun,
    private readonly line: PhoneLine,
    private readonly journal: CallJournal,
    private readonly faults: StreamFaults,
  ) {
    this.streamSid = context.newSid('MZ');
    this.closed = new Promise((resolve) => (this.resolveClosed = resolve));
  }

  /** Null while there is no open socket. */
  get stream(): MediaStreamClient | null {
    return this.client;
  }

  /** Returns when the stream is over, for whatever reason; one that can't be had is over at once. */
  async run(): Promise<void> {
    try {
      await this.open();
      await this.report('stream-started');
      const closed = await this.closed;
      this.journal.emit({ type: 'stream_closed', streamSid: this.streamSid, ...closed });
      await this.report('stream-stopped');
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      this.journal.fail(error);
      await this.report('stream-error', error.message);
    } finally {
      this.line.detach();
    }
  }

  hangUp(): void {
    this.hungUp = true;
    this.client?.stop();
  }

  private async open(): Promise<void> {
    const url = this.streamUrl();
    const { accountSid, callSid } = this.parties;
    const client = await MediaStreamClient.open(
      {
        accountSid,
        callSid,
        streamSid: this.streamSid,
        address: this.context.reach(url),
        signature: this.faults.signature ?? signRequest(this.context.authToken, url),
        parameters: this.noun.parameters,
        faults: this.faults,
      },
      {
        onMessage: (message) => this.obey(message),
        onBadMessage: (code) => this.reportOnce(code, 'a message that the carrier does not understand'),
        onClosed: (by, closeCode) => this.finish({ by, closeCode }),
      },
      this.context.clock,
    );
    this.client = client;
    client.start(this.line.lastBeatMs);
    this.line.attach({
      onCallerAudio: (audio, dueMs) => client.sendAudio(audio, dueMs),
      onMarkReached: (name) => client.echoMark(name),
    });
    this.journal.emit({ type: 'stream_started', streamSid: this.streamSid });
    if (this.hungUp) client.stop();
  }

  private finish(closed: Closed): void {
    this.client = null;
    this.line.detach();
    this.resolveClosed(closed);
  }

  /** What is signed and, with the public origin exchanged, connected to. The carrier drops the query. */
  private streamUrl(): string {
    if (this.noun.track !== 'inbound_track') throw new CarrierError(31941, `track ${this.noun.track}`);
    const url = this.noun.url.replace(/[?#].*$/, '');
    if (!url.startsWith('wss:') && !(this.context.plainSockets && url.startsWith('ws:'))) {
      throw new CarrierError(31922, 'the stream is not wss');
    }
    return url;
  }

  private obey(message: ServerMessage): void {
    switch (message.event) {
      case 'media':
        if (!this.line.play(message.audio)) this.reportOnce(31931, 'more than ten minutes of audio are waiting');
        return;
      case 'mark':
        return this.line.mark(message.name);
      case 'clear':
        return this.line.clear();
    }
  }

  /** The carrier reports each kind of bad message once per stream; later ones are silently ignored. */
  private reportOnce(code: CarrierErrorCode, detail: string): void {
    if (this.reported.has(code)) return;
    this.reported.add(code);
    this.journal.fail(new CarrierError(code, detail));
  }

  private async report(event: string, error?: string): Promise<void> {
    if (this.noun.statusCallback === null) return;
    await this.journal.notify(this.noun.statusCallback, {
      AccountSid: this.parties.accountSid,
      CallSid: this.parties.callSid,
      StreamSid: this.streamSid,
      StreamName: this.noun.name ?? this.streamSid,
      StreamEvent: event,
      ...(error === undefined ? {} : { StreamError: error }),
      Timestamp: this.context.clock.now().toString(),
    });
  }
}
