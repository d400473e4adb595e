import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock, type Clock } from '../../common/clock/clock.js';
import type { Brain, BrainStep } from '../brain/brain.port.js';
import { slotFillingBrain } from '../brain/slot-filling.policy.js';
import { streamAnswer } from './answer-stream.runner.js';
import { asHeard } from './brain-history.policy.js';
import type { LlmFaults, RequestFaults } from './llm-faults.types.js';
import { ANTHROPIC_PROTOCOL, OPENAI_PROTOCOL, type LlmProtocol } from './llm-protocols.js';
import { LlmRequest } from './llm-request.js';
import type { Answer, LlmVendor, ModelQuestion, Refusal } from './model-question.types.js';
import { PromptCache } from './prompt-cache.js';
import { refusalFor } from './refusals.policy.js';
import { piecesOf, withinLimit } from './reply-pieces.policy.js';
import { asksForSummary, summaryOf } from './summary.policy.js';

export interface SimulatedLlmOptions {
  /** A free one when not given. Always on loopback. */
  port?: number;
  /** The only key that is let in; any credential is when not given. */
  apiKey?: string;
  clock?: Clock;
  /** What thinks, whatever model the client asks for. */
  brain?: Brain;
}

export interface LlmEvents {
  /** A request has come, and was read. */
  request: [request: LlmRequest];
  /** Nothing more will be sent to it, whatever became of it. */
  answered: [request: LlmRequest];
}

/** A model of this size and speed writes some 300 tokens a second, which is faster than any: tests don't wait for words. */
const TOKEN_MS = 3;
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const REMEMBERED_REQUESTS = 50;
const PROTOCOLS = [OPENAI_PROTOCOL, ANTHROPIC_PROTOCOL];
const MODELS_PATH = '/v1/models';
/** Listed; every other name is answered to as well. */
const MODELS: Readonly<Record<LlmVendor, readonly string[]>> = {
  open_ai: ['gpt-4.1-mini', 'gpt-4.1'],
  anthropic: ['claude-haiku-4-5', 'claude-sonnet-4-5'],
};

/**
 * Stands in for language models, on a real socket and by the public protocols alone: OpenAI's chat completions and Anthropic's
 * messages. It thinks with the same deterministic brain as the stand-in of Deepgram.
 */
export class SimulatedLlm extends EventEmitter<LlmEvents> {
  /** To be set by tests at any time; see there which apply once. */
  readonly faults: LlmFaults = {};
  /** Oldest first, the latest only. */
  readonly requests: LlmRequest[] = [];

  private readonly clock: Clock;
  private readonly brain: Brain;
  private readonly cache: PromptCache;

  static async listen(options: SimulatedLlmOptions = {}): Promise<SimulatedLlm> {
    const http = createServer();
    const server = new SimulatedLlm(http, options);
    http.listen(options.port ?? 0, '127.0.0.1');
    await once(http, 'listening');
    return server;
  }

  private constructor(
    private readonly http: Server,
    private readonly options: SimulatedLlmOptions,
  ) {
    super();
    this.clock = options.clock ?? new SystemClock();
    this.brain = options.brain ?? slotFillingBrain;
    this.cache = new PromptCache(this.clock);
    // Whoever leaves in the middle of a request leaves nothing to answer.
    http.on('request', (request, response) => void this.receive(request, response).catch(() => response.destroy()));
  }

  /** The base address as the vendor's own package, and `modelFor`, want it: for OpenAI with the version. */
  baseUrlFor(vendor: LlmVendor): string {
    const origin = `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
    return vendor === 'open_ai' ? `${origin}/v1` : origin;
  }

  /** Ends every answer as a service that goes away does, and frees the port. */
  async close(): Promise<void> {
    const closed = once(this.http, 'close');
    this.http.close();
    this.http.closeAllConnections();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const protocol = PROTOCOLS.find(({ path }) => path === pathname);
    if (protocol && request.method === 'POST') return this.converse(protocol, request, response);
    const spoken = request.headers['anthropic-version'] === undefined ? OPENAI_PROTOCOL : ANTHROPIC_PROTOCOL;
    const asked = new LlmRequest(newRequestId(), spoken.vendor, null);
    const isModels = pathname === MODELS_PATH || pathname.startsWith(`${MODELS_PATH}/`);
    if (request.method !== 'GET' || !isModels) return refuse(response, spoken, asked, refusalFor(spoken.vendor, 404));
    if (!this.knows(spoken, request)) return refuse(response, spoken, asked, refusalFor(spoken.vendor, 401));
    const name = pathname.slice(MODELS_PATH.length + 1);
    answerWith(response, spoken, asked, 200, name === '' ? spoken.models(MODELS[spoken.vendor]) : spoken.model(name));
  }

  private async converse(protocol: LlmProtocol, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    const body = await readBody(request);
    const read = protocol.read(body);
    const asked = new LlmRequest(newRequestId(), protocol.vendor, body);
    if (read.kind === 'question') asked.question = read.question;
    this.remember(asked);
    const own = this.faults.befalls?.(asked) ?? {};
    try {
      const mistake = protocol.refuseHeaders(request.headers) ?? (read.kind === 'refusal' ? read.refusal : null);
      const refusal = this.knows(protocol, request)
        ? this.refusalOf(asked, mistake, own)
        : refusalFor(protocol.vendor, 401);
      if (refusal === 'reset') reset(response, asked);
      else if (refusal) refuse(response, protocol, asked, refusal);
      else if (asked.question) await this.answer(protocol, asked, asked.question, own, response, leaving.signal);
    } catch {
      if (!response.headersSent) refuse(response, protocol, asked, refusalFor(protocol.vendor, 500));
      else response.destroy();
    } finally {
      this.emit('answered', asked);
    }
  }

  private remember(asked: LlmRequest): void {
    this.requests.push(asked);
    if (this.requests.length > REMEMBERED_REQUESTS) this.requests.shift();
    this.emit('request', asked);
  }

  private knows(protocol: LlmProtocol, { headers }: IncomingMessage): boolean {
    const { apiKey } = this.options;
    return apiKey === undefined || protocol.credentialIn(headers) === apiKey;
  }

  /** @param mistake of the client's; a service that is down doesn't look at it. */
  private refusalOf(asked: LlmRequest, mistake: Refusal | null, own: RequestFaults): Refusal | 'reset' | null {
    const { faults } = this;
    const { outage, resets = 0 } = faults;
    const isOut = outage && this.clock.nowMs() < (outage.untilMs ?? Infinity);
    if (isOut) return outage.with === 'reset' ? 'reset' : refusalFor(asked.vendor, outage.with);
    if (resets > 0) {
      faults.resets = resets - 1;
      return 'reset';
    }
    if (own.refuseWith === 'reset') return 'reset';
    const status = own.refuseWith ?? faults.refuseWith?.shift();
    if (status !== undefined) return refusalFor(asked.vendor, status);
    if (mistake) return mistake;
    const refused = faults.refuse?.(asked) ?? null;
    return refused === null ? null : refusalFor(asked.vendor, refused);
  }

  private async answer(
    protocol: LlmProtocol,
    asked: LlmRequest,
    question: ModelQuestion,
    own: RequestFaults,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const stall = own.stall ?? this.takeFault('stall');
    const breaks = own.breaks ?? this.takeFault('breaks');
    const isEmpty = own.emptyReply ?? this.takeFault('emptyReply') ?? false;
    const step: BrainStep = isEmpty ? { kind: 'say', sentences: [] } : await this.think(question);
    const answer = this.answerOf(protocol, question, step);
    if (stall?.before === 'head') await this.clock.sleep(stall.ms, signal);
    if (signal.aborted) return void (asked.outcome = 'left');
    if (!question.streams) {
      asked.tokensSent = answer.pieces.length;
      asked.outcome = 'answered';
      return answerWith(response, protocol, asked, 200, protocol.whole(answer));
    }
    asked.status = 200;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      [protocol.requestIdHeader]: asked.id,
    });
    const plan = {
      clock: this.clock,
      tokenMs: this.faults.tokenMs ?? TOKEN_MS,
      stallMs: stall?.before === 'first_token' ? stall.ms : 0,
      breaks,
      errorFrame: protocol.errorFrame(asked.id),
      onToken: () => (asked.tokensSent += 1),
    };
    asked.outcome = await streamAnswer(response, protocol.frames(answer, question), plan, signal);
  }

  private think(question: ModelQuestion): BrainStep | Promise<BrainStep> {
    const { prompt, tools } = question;
    if (asksForSummary(question)) return summaryOf(question.history);
    return this.brain.respond({ prompt, tools, history: asHeard(question.history) });
  }

  private answerOf(protocol: LlmProtocol, question: ModelQuestion, step: BrainStep): Answer {
    const { pieces, finish } = withinLimit(
      piecesOf(step, () => `${protocol.callIdPrefix}${newId()}`),
      question.maxTokens,
    );
    const tokens = { input: question.inputTokens, ...this.cache.read(question), output: Math.max(1, pieces.length) };
    const createdS = Math.floor(this.clock.nowMs() / 1000);
    return { id: newId(), model: question.model, createdS, pieces, finish, tokens };
  }

  private takeFault<Name extends 'stall' | 'breaks' | 'emptyReply'>(name: Name): LlmFaults[Name] {
    const fault = this.faults[name];
    delete this.faults[name];
    return fault;
  }
}

const newId = (): string => randomUUID().replaceAll('-', '').slice(0, 24);
const newRequestId = (): string => `req_${newId()}`;

/** Null for what is no JSON, and for more of it than is read. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = chunk as Buffer;
    bytes += piece.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(piece); // the rest can only be refused
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, protocol: LlmProtocol, asked: LlmRequest, refusal: Refusal): void {
  asked.outcome = 'refused';
  answerWith(response, protocol, asked, refusal.status, protocol.error(refusal, asked.id));
}

function answerWith(
  response: ServerResponse,
  { requestIdHeader }: LlmProtocol,
  asked: LlmRequest,
  status: number,
  body: object,
): void {
  asked.status = status;
  response.writeHead(status, { 'content-type': 'application/json', [requestIdHeader]: asked.id });
  response.end(JSON.stringify(body));
}

function reset(response: ServerResponse, asked: LlmRequest): void {
  asked.outcome = 'broken';
  response.socket?.resetAndDestroy();
}
