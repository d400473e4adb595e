import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../../common/clock/clock.js';
import type { Breakage, DeepgramQuirks, ListenFaults } from './deepgram-faults.types.js';
import { FaultBook } from './fault-book.policy.js';
import { FluxHearing } from './listen-flux.runner.js';
import { parseFluxMessage, parseNovaMessage } from './listen-messages.protocol.js';
import { NovaHearing } from './listen-nova.runner.js';
import type { ListenWish } from './listen-query.protocol.js';
import { StreamLife, type StreamRules } from './stream-life.js';

/** What happens in a stream, for tests and for whoever shows a call as it goes on. */
export interface ListenStreamListener {
  onCallerTurn(stream: ListenStream, text: string): void;
  onClosed(stream: ListenStream): void;
}

const RULES: Readonly<Record<ListenWish['version'], StreamRules>> = {
  v1: { idle: { afterMs: 10_000, reason: 'NET-0001', pingsCount: false }, limit: null, numbered: false },
  // Reported, not documented: silent streams are closed after 20 to 30 s, and pings are the way out.
  v2: { idle: { afterMs: 25_000, reason: 'NET-0001', pingsCount: true }, limit: null, numbered: true },
};

/** One connection to `/v1/listen` or `/v2/listen`. */
export class ListenStream {
  /** What goes wrong in this stream and in no other. */
  readonly faults: ListenFaults = {};
  /** Audio received from the caller, whatever was in it. */
  callerBytes = 0;
  keepAlives = 0;
  /** The words of each turn of the caller that is over, told to the client or lost by a fault. */
  readonly callerTurns: string[] = [];

  private readonly life: StreamLife;
  private readonly hearing: NovaHearing | FluxHearing;

  constructor(
    readonly requestId: string,
    wish: ListenWish,
    socket: WebSocket,
    stream: Duplex,
    private readonly parts: { clock: Clock; quirks: DeepgramQuirks },
    faultsOfAll: ListenFaults,
    private readonly listener: ListenStreamListener,
  ) {
    const faults = new FaultBook([this.faults, faultsOfAll]);
    this.life = new StreamLife(requestId, socket, stream, parts, faults, RULES[wish.version], {
      onText: (text) => this.onText(text),
      onBinary: (audio) => this.onAudio(audio),
      onOver: () => undefined,
      onClosed: () => listener.onClosed(this),
    });
    const hearingParts = {
      requestId,
      faults,
      send: (message: object) => this.life.send(message),
      onCallerTurn: (text: string) => this.onCallerTurn(text),
      passes: this.life.passes.bind(this.life),
    };
    this.hearing =
      wish.version === 'v1' ? new NovaHearing(wish, hearingParts) : new FluxHearing(wish, parts.clock, hearingParts);
    this.life.start(wish.version === 'v1' ? null : { type: 'Connected' });
  }

  /** What the client asked for, changes included. */
  get wish(): ListenWish {
    return this.hearing.wish;
  }

  get state(): 'open' | 'closed' {
    return this.life.state;
  }

  get isCutOff(): boolean {
    return this.life.isCutOff;
  }

  get closeCode(): number | null {
    return this.life.closeCode;
  }

  /** Goes wrong now; see `StreamLife`. */
  break(how: Breakage): void {
    this.life.break(how);
  }

  private onAudio(audio: Buffer): void {
    if (audio.length === 0) return this.closeStream(); // documented as such
    this.callerBytes += audio.length;
    this.hearing.hear(audio);
  }

  private onText(text: string): void {
    if (this.hearing instanceof NovaHearing) this.obeyNova(text, this.hearing);
    else this.obeyFlux(text, this.hearing);
  }

  private obeyNova(text: string, hearing: NovaHearing): void {
    const message = parseNovaMessage(text);
    switch (message?.type) {
      case 'KeepAlive':
        this.keepAlives++;
        return;
      case 'Finalize':
        return hearing.finalize();
      case 'CloseStream':
        return this.closeStream();
      case undefined:
        return this.life.close(1008, 'DATA-0000');
    }
  }

  private obeyFlux(text: string, hearing: FluxHearing): void {
    const message = parseFluxMessage(text);
    switch (message?.type) {
      case 'Configure':
        return hearing.configure(message);
      case 'BadConfigure':
        return hearing.refuseToConfigure();
      case 'ForceEndTurn':
        return hearing.forceEndTurn();
      case 'CloseStream':
        return this.closeStream();
      case undefined:
        return this.life.break({ error: 'UNPARSABLE_CLIENT_MESSAGE', closeCode: 1008 });
    }
  }

  /** Nova tells the rest before it goes; Flux just goes, without a code. */
  private closeStream(): void {
    if (this.hearing instanceof FluxHearing) return this.life.close(1005);
    this.hearing.closeStream(this.parts.clock.now().toString());
    if (!this.life.isOver) this.life.close(1000);
  }

  private onCallerTurn(text: string): void {
    this.callerTurns.push(text);
    this.listener.onCallerTurn(this, text);
  }
}
