import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { FRAME_BYTES } from '../../audio/frame.types.js';
import type { Provider } from '../lines/bench-call.js';
import { ScriptedModel } from './scripted-model.js';

const LISTEN_PATH = '/v2/listen';
const SPEAK_PATH = '/v1/speak';
const MODEL_PATH = '/v1';
const REQUEST_ID = '00000000-0000-4000-8000-000000000001';
/** Nothing of it is silence, and no speech is made of it alone. */
const VOICE_BYTE = 0x2a;
const SHORTEST_AUDIO = Buffer.alloc(FRAME_BYTES, VOICE_BYTE);

/** What the caller hears is of the voice, and no line of the product's own. */
export const isOfVoice = (audio: Buffer): boolean => audio.every((byte) => byte === VOICE_BYTE);

/**
 * The three providers of a pipeline, none with a mind of its own: what was heard, what is answered and how the voice sounds is
 * said by the measurement. They speak Flux's protocol, OpenAI's and Aura's, whose REST form renders the server's own lines.
 */
export class ScriptedStages implements Provider<StagesSession> {
  private readonly model = new ScriptedModel();
  private readonly sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  private readonly waiting: ((session: StagesSession) => void)[] = [];
  /** Of the call that is being placed. */
  private ends: { ear?: WebSocket; mouth?: WebSocket } = {};

  private constructor(private readonly http: Server) {
    http.on('request', (request, response) => {
      if (request.url === `${MODEL_PATH}/chat/completions`) this.model.receive(request, response);
      else
        request
          .resume()
          .on('end', () => response.writeHead(200, { 'content-type': 'audio/mulaw' }).end(SHORTEST_AUDIO));
    });
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.sockets.handleUpgrade(request, socket, head, (end) =>
        this.opened(new URL(request.url ?? '', this.url), end),
      ),
    );
  }

  static async listen(): Promise<ScriptedStages> {
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new ScriptedStages(http);
  }

  get listenUrl(): string {
    return `${this.url.replace('http', 'ws')}${LISTEN_PATH}`;
  }

  get speakUrl(): string {
    return `${this.url.replace('http', 'ws')}${SPEAK_PATH}`;
  }

  get modelUrl(): string {
    return `${this.url}${MODEL_PATH}`;
  }

  nextSession(): Promise<StagesSession> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.close();
    this.http.closeAllConnections();
    await once(this.http, 'close');
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  private opened({ pathname }: URL, end: WebSocket): void {
    end.on('error', () => undefined);
    if (pathname === LISTEN_PATH) {
      end.send(JSON.stringify({ type: 'Connected', request_id: REQUEST_ID }));
      this.ends.ear = end;
    } else {
      end.send(JSON.stringify({ type: 'Metadata', request_id: REQUEST_ID }));
      this.ends.mouth = end;
    }
    const { ear, mouth } = this.ends;
    if (!ear || !mouth) return;
    this.ends = {};
    this.waiting.shift()?.(new StagesSession(ear, mouth, this.model));
  }
}

type SpeakMessage = { type: 'Speak'; text: string } | { type: 'Flush' } | { type: 'Clear' };

export type TurnEvent = 'StartOfTurn' | 'EagerEndOfTurn' | 'EndOfTurn';

export class StagesSession {
  /** Text to be spoken has come. */
  onText: () => void = () => undefined;
  /** All of a passage has come: its audio is wanted. */
  onFlush: () => void = () => this.sayPassage();
  /** What is to be spoken next: the text since the last audio was wanted. */
  passage = '';
  private turn = 0;

  constructor(
    private readonly ear: WebSocket,
    private readonly mouth: WebSocket,
    readonly model: ScriptedModel,
  ) {
    mouth.on('message', (data: Buffer) => this.asked(JSON.parse(data.toString()) as SpeakMessage));
  }

  /** What is heard of the caller. `StartOfTurn` begins another turn, the others belong to the present one. */
  hear(event: TurnEvent, transcript: string): void {
    if (event === 'StartOfTurn') this.turn += 1;
    const turn = { turn_index: this.turn, transcript, words: [], languages: ['en'], end_of_turn_confidence: 0.9 };
    this.ear.send(JSON.stringify({ type: 'TurnInfo', request_id: REQUEST_ID, event, ...turn }));
  }

  /** Audio of the passage that is being spoken. */
  speak(chunk: Buffer): void {
    this.mouth.send(chunk);
  }

  /** The shortest audio that can be, and that it is all. */
  sayPassage(): void {
    this.speak(SHORTEST_AUDIO);
    this.mouth.send(JSON.stringify({ type: 'Flushed', sequence_id: 0 }));
  }

  async read(): Promise<void> {
    await Promise.all(
      [this.ear, this.mouth].map(async (end) => {
        end.ping();
        await once(end, 'pong');
      }),
    );
  }

  private asked(message: SpeakMessage): void {
    switch (message.type) {
      case 'Speak':
        this.passage += message.text;
        return this.onText();
      case 'Flush':
        this.onFlush();
        this.passage = '';
        return;
      case 'Clear':
        this.passage = '';
        return this.mouth.send(JSON.stringify({ type: 'Cleared', sequence_id: 0 }));
    }
  }
}
