import type { RestAnswer } from './rest.types.js';

export interface ReceivedRequest {
  method: string;
  /** Path and query as they came. */
  target: string;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Calls that another process of the demo carries. The server under demonstration knows one REST address, yet each call may
 * have a carrier of its own; what is asked about such a call is passed on to that carrier's REST API, word for word.
 */
export class CallRelay {
  /** The address of the other REST API, by CallSid. */
  private readonly owners = new Map<string, string>();

  assign(callSid: string, relayTo: string): void {
    this.owners.set(callSid, relayTo);
  }

  release(callSid: string): boolean {
    return this.owners.delete(callSid);
  }

  /** Whoever carries the call that a path below the account names; null when it is none of these calls. */
  ownerOf(path: string): string | null {
    const [, callSid = ''] = /^\/Calls\/(CA\w+)/.exec(path) ?? [];
    return this.owners.get(callSid) ?? null;
  }

  /** A recording's path doesn't name its call: whoever has that recording answers for it. Null when nobody has it. */
  async askAll(request: ReceivedRequest, signal: AbortSignal): Promise<RestAnswer | null> {
    for (const owner of new Set(this.owners.values())) {
      const answer = await this.pass(owner, request, signal);
      if (answer && answer.status !== 404) return answer;
    }
    return null;
  }

  /** Null when the other process is gone, and its calls with it. */
  async pass(
    owner: string,
    { method, target, headers, body }: ReceivedRequest,
    signal: AbortSignal,
  ): Promise<RestAnswer | null> {
    try {
      const response = await fetch(owner + target, {
        method,
        headers,
        ...(method === 'POST' ? { body } : {}),
        redirect: 'manual',
        signal,
      });
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? 'application/json',
        body: Buffer.from(await response.arrayBuffer()),
      };
    } catch {
      return null;
    }
  }
}
