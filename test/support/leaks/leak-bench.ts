import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { CallTarget } from '../../../src/simulation/caller/call-station.js';
import { TextCarrier } from '../../integration/messaging/text-carrier.js';
import { Arrivals } from '../arrivals.js';
import { freePort } from '../free-port.js';
import { ReverseProxy } from '../reverse-proxy.js';
import { ScriptedDeepgram, type ScriptedSession } from '../scripted-deepgram.js';
import { ServerProcess } from '../server-process.js';
import { asProduct, openTestDatabase, TEST_ENCRYPTION_KEYS, type TestDatabase } from '../test-database.js';
import { ACCOUNT_SID, AUTH_TOKEN } from '../test-line.js';
import { TraceCollector } from '../trace-collector.js';
import { answerText, fileNamesIn, rowsOf, statementsOf, titleOf, type Collected } from './collectors.js';
import { MARKS } from './marks.js';

const STRAY_SERVER = join(__dirname, 'stray-server.mjs');

/**
 * A built server in a process of its own that logs all it can, between a provider and a carrier that are driven by hand;
 * whatever it gives away is kept.
 */
export class LeakBench {
  /** Answers to those who must not see anybody's data, and refusals. */
  readonly answers: string[] = [];
  /** Sessions of the provider that have taken their settings. */
  private readonly sessions = new Arrivals<ScriptedSession>();
  private readonly lost = new WeakSet<ScriptedSession>();
  /** What commands printed. */
  readonly printed: string[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly provider: ScriptedDeepgram,
    readonly carrier: TextCarrier,
    readonly baseUrl: string,
    readonly target: CallTarget,
    readonly server: ServerProcess,
    readonly settings: Record<string, string> & Record<'TWILIO_API_URL' | 'DEEPGRAM_AGENT_URL' | 'DATA_DIR', string>,
    readonly traces: TraceCollector,
    /** First lines of the requests that the carrier and the provider got. */
    private readonly requested: string[],
    private readonly proxies: ReverseProxy[],
  ) {
    void this.openSessions();
  }

  static async start(): Promise<LeakBench> {
    const database = await openTestDatabase();
    const [provider, carrier] = [await ScriptedDeepgram.start(), await TextCarrier.listen()];
    const requested: string[] = [];
    const before = async (url: string) => {
      const proxy = await ReverseProxy.listen();
      proxy.upstreamUrl = url;
      proxy.rewrite = (path) => {
        requested.push(path);
        return path;
      };
      return proxy;
    };
    const carrierProxy = await before(carrier.rest.url);
    const providerProxy = await before(provider.url.replace('ws', 'http'));
    providerProxy.passUpgradesOn();
    const traces = await TraceCollector.listen();
    const port = await freePort();
    const settings = {
      LOG_LEVEL: 'trace',
      DATABASE_URL: asProduct(database.url),
      ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
      DEEPGRAM_AGENT_URL: providerProxy.url.replace('http', 'ws') + '/v1/agent/converse',
      DEEPGRAM_API_KEY: 'test-deepgram-key',
      TWILIO_ACCOUNT_SID: ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      TWILIO_API_URL: carrierProxy.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
      PORT: String(port),
      DATA_DIR: mkdtempSync(join(tmpdir(), 'crownline-leaks-')),
    } satisfies Record<string, string>;
    const build = process.env.TEST_BUILD ?? '';
    const stray = { TEST_BUILD: build, STRAY_MARK: MARKS.stray };
    const server = ServerProcess.start({ ...settings, ...stray }, relative(build, STRAY_SERVER));
    await server.started();
    const target = JSON.parse(readFileSync(join(settings.DATA_DIR, 'demo.json'), 'utf8')) as CallTarget;
    const baseUrl = `http://127.0.0.1:${port}`;
    carrier.addNumber(target.clinicNumber, `${baseUrl}/twilio/sms`);
    const proxies = [carrierProxy, providerProxy];
    return new LeakBench(database, provider, carrier, baseUrl, target, server, settings, traces, requested, proxies);
  }

  get clinicNumber(): string {
    return this.target.clinicNumber;
  }

  /** Sessions that calls have left are nobody's. */
  forgetSessions(): void {
    this.sessions.forget();
  }

  /** A session that goes on: calls that ended may have left others. */
  nextSession(): Promise<ScriptedSession> {
    return this.sessions.next((session) => !this.lost.has(session));
  }

  private async openSessions(): Promise<never> {
    for (;;) {
      const session = await this.provider.nextSession();
      void session.closed.then(() => this.lost.add(session));
      void session.open().then(() => this.sessions.push(session));
    }
  }

  /** Asks somebody's question, and keeps the answer with those that must give nothing away. */
  async ask(path: string, options: RequestInit = {}): Promise<number> {
    return this.keep(await fetch(this.baseUrl + path, options));
  }

  async keep(response: Response): Promise<number> {
    this.answers.push(await answerText(response));
    return response.status;
  }

  readonly as = (key = this.target.apiKey) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });

  /** Runs a command of ours beside the server, to its end. */
  async run(entry: string): Promise<number | null> {
    const command = ServerProcess.start(this.settings, entry);
    const code = await command.exited;
    this.printed.push(command.printed);
    return code;
  }

  /** While the server lives. */
  async collect(): Promise<Collected> {
    for (const path of ['/metrics', '/health/live', '/health/ready']) await this.ask(path);
    return new Map([
      ...(await rowsOf(this.database.url)),
      ...(await statementsOf(this.database.url)),
      ...fileNamesIn(this.settings.DATA_DIR),
      ...titleOf(this.server.pid),
      ...this.collectOutput(),
    ]);
  }

  /** Also when it is gone. */
  collectOutput(): Collected {
    return new Map([
      ['answers', this.answers.join('\n')],
      ['output', this.server.printed],
      ['output of commands', this.printed.join('\n')],
      ['requests to others', this.requested.join('\n')],
      ['traces', this.traces.bytes],
    ]);
  }

  async close(): Promise<void> {
    await this.server.signal('SIGKILL');
    for (const proxy of this.proxies) await proxy.close();
    await this.provider.stop();
    await this.carrier.close();
    await this.traces.close();
    await this.database.close();
    rmSync(this.settings.DATA_DIR, { recursive: true, force: true });
  }
}
