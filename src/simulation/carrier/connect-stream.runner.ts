import { CarrierError, type CarrierErrorCode } from './carrier.errors.js';
import { MediaStreamClient, type StreamClosedBy } from './media-stream.client.js';
import type { ServerMessage } from './media-stream.protocol.js';
import type { PhoneLine } from './phone-line.js';
import type { AfterVerb, Stage } from './stage.types.js';
import type { StreamNoun } from './twiml.protocol.js';
import { signRequest } from './webhook.client.js';

interface Closed {
  by: StreamClosedBy;
  closeCode: number;
}

/** Performs one `<Connect>`. Its action is asked when the server, or the network, ended the stream. */
export async function connect(stage: Stage, action: string | null, noun: StreamNoun): Promise<AfterVerb> {
  const statusCallback = noun.statusCallback === null ? null : stage.absolute(noun.statusCallback);
  await new ConnectStreamRunner(stage, { ...noun, url: stage.absolute(noun.url), statusCallback }).run();
  if (stage.signal.aborted || action === null) return 'next';
  return { url: stage.absolute(action), fields: {} };
}

/** Connects, and passes audio, keys and marks between the line and the server until one of them is gone. */
class ConnectStreamRunner {
  private readonly streamSid: string;
  private readonly line: PhoneLine;
  private readonly reported = new Set<CarrierErrorCode>();
  private readonly closed: Promise<Closed>;
  private resolveClosed!: (closed: Closed) => void;

  /** The noun's urls are absolute. */
  constructor(
    private readonly stage: Stage,
    private readonly noun: StreamNoun,
  ) {
    this.line = stage.call.answer();
    this.streamSid = stage.context.newSid('MZ');
    this.closed = new Promise((resolve) => (this.resolveClosed = resolve));
  }

  /** Returns when the stream is over, for whatever reason; one that can't be had is over at once. */
  async run(): Promise<void> {
    const { call, signal } = this.stage;
    const stop = () => call.stream?.stop(call.hungUpBy === 'caller' ? 'caller' : 'carrier');
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.open();
      if (signal.aborted) stop();
      await this.report('stream-started');
      const closed = await this.closed;
      call.emit({ type: 'stream_closed', streamSid: this.streamSid, ...closed });
      await this.report('stream-stopped');
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      call.fail(error);
      await this.report('stream-error', error.message);
    } finally {
      signal.removeEventListener('abort', stop);
      this.line.detach();
    }
  }

  private async open(): Promise<void> {
    const { call, context } = this.stage;
    const url = this.streamUrl();
    const faults = call.nextStreamFaults();
    const { accountSid, callSid } = call.identity;
    const client = await MediaStreamClient.open(
      {
        accountSid,
        callSid,
        streamSid: this.streamSid,
        address: context.reach(url),
        signature: faults.signature ?? signRequest(context.authToken, url),
        parameters: this.noun.parameters,
        faults,
      },
      {
        onMessage: (message) => this.obey(message),
        onBadMessage: (code) => this.reportOnce(code, 'a message that the carrier does not understand'),
        onClosed: (by, closeCode) => this.finish({ by, closeCode }),
      },
      context.clock,
    );
    call.stream = client;
    client.start(this.line.lastBeatMs);
    this.line.attach({
      onAudio: (audio, dueMs) => client.sendAudio(audio, dueMs),
      onKey: (key) => client.sendDigit(key),
      onMarkReached: (name) => client.echoMark(name),
    });
    call.emit({ type: 'stream_started', streamSid: this.streamSid });
  }

  private finish(closed: Closed): void {
    this.stage.call.stream = null;
    this.line.detach();
    this.resolveClosed(closed);
  }

  /** What is signed and, with the public origin exchanged, connected to. The carrier drops the query. */
  private streamUrl(): string {
    if (this.noun.track !== 'inbound_track') throw new CarrierError(31941, `track ${this.noun.track}`);
    const url = this.noun.url.replace(/[?#].*$/, '');
    if (!url.startsWith('wss:') && !(this.stage.context.plainSockets && url.startsWith('ws:'))) {
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
    this.stage.call.fail(new CarrierError(code, detail));
  }

  private async report(event: string, error?: string): Promise<void> {
    if (this.noun.statusCallback === null) return;
    const { call, context } = this.stage;
    await call.notify(this.noun.statusCallback, {
      AccountSid: context.accountSid,
      CallSid: call.callSid,
      StreamSid: this.streamSid,
      StreamName: this.noun.name ?? this.streamSid,
      StreamEvent: event,
      ...(error === undefined ? {} : { StreamError: error }),
      Timestamp: context.clock.now().toString(),
    });
  }
}
