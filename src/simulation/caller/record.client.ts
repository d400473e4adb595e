import type { Clock } from '../../common/clock/clock.js';
import {
  appointmentPage,
  callRecord,
  orderedCall,
  taskPage,
  type BookedAppointment,
  type CallRecord,
  type DeskTask,
} from './record.types.js';

const ANSWER_TIMEOUT_MS = 10_000;

/** Nobody listens at the address, or whoever does is not Crownline. */
export class ServerUnreachableError extends Error {
  override readonly name = 'ServerUnreachableError';

  constructor(readonly url: string) {
    super(`no server answers at ${url}`);
  }
}

export interface CallOrder {
  to: string;
  purpose: string;
  opening: string;
  machineMessage?: string;
}

/** Uses a running server's REST API, as any outside tool would. */
export class RecordClient {
  constructor(
    private readonly baseUrl: string,
    private readonly apiKey: string,
    private readonly clock: Clock,
  ) {}

  /** @throws ServerUnreachableError */
  async ping(): Promise<void> {
    await this.get('/health/live');
  }

  /** Null while the call is not known, and while the server has no database to look in. */
  async call(callSid: string): Promise<CallRecord | null> {
    const response = await this.get(`/api/v1/calls/${encodeURIComponent(callSid)}`);
    if (response.status === 404 || isWithoutDatabase(response)) return null;
    return callRecord.parse(await json(response));
  }

  /** The appointment that a call booked. Null also while the server has no database to look in. */
  async appointmentBookedBy(callSid: string): Promise<BookedAppointment | null> {
    const response = await this.get(`/api/v1/appointments?${new URLSearchParams({ callSid }).toString()}`);
    if (isWithoutDatabase(response)) return null;
    return appointmentPage.parse(await json(response)).items[0] ?? null;
  }

  /** What a call left the desk to do, the newest first; null when the server has no list of such tasks, or no database. */
  async tasksOf(callSid: string): Promise<DeskTask[] | null> {
    const response = await this.get(`/api/v1/tasks?${new URLSearchParams({ callSid }).toString()}`);
    if (response.status === 404 || isWithoutDatabase(response)) return null;
    return taskPage.parse(await json(response)).items;
  }

  /** Has the clinic call somebody. Answers with what becomes of the order, e.g. `waiting`. */
  async order(call: CallOrder): Promise<string> {
    const response = await this.request('/api/v1/calls', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(call),
    });
    return orderedCall.parse(await json(response)).status;
  }

  /** A connection that was kept may be one to a process that has died since, which shows when it is used: asked once more. */
  private get(path: string): Promise<Response> {
    return this.request(path, {}).catch(() => this.request(path, {}));
  }

  private async request(path: string, init: RequestInit): Promise<Response> {
    const timeout = new AbortController();
    const cancel = this.clock.after(ANSWER_TIMEOUT_MS, () => timeout.abort());
    try {
      return await fetch(this.baseUrl + path, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${this.apiKey}` },
        signal: timeout.signal,
      });
    } catch {
      throw new ServerUnreachableError(this.baseUrl);
    } finally {
      cancel();
    }
  }
}

const isWithoutDatabase = ({ status }: Response): boolean => status === 503;

async function json(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`the API answered ${response.status} at ${new URL(response.url).pathname}`);
  return response.json();
}
