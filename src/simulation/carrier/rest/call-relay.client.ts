import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
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
  private readonly calls = new Map<string, string>();
  /** The same by who calls whom: calls that are ordered. */
  private readonly phones = new Map<string, string>();

  assignCall(callSid: string, relayTo: string): void {
    this.calls.set(callSid, relayTo);
  }

  releaseCall(callSid: string): boolean {
    return this.calls.delete(callSid);
  }

  /** Calls from one number of the account to this phone. */
  assignPhone(from: string, phoneNumber: string, relayTo: string): void {
    this.phones.set(pairOf(from, phoneNumber), relayTo);
  }

  releasePhone(from: string, phoneNumber: string): boolean {
    return this.phones.delete(pairOf(from, phoneNumber));
  }

  /** Whoever carries the call that a path below the account names; null when it is none of these calls. */
  ownerOf(path: string): string | null {
    const [, callSid = ''] = /^\/Calls\/(CA\w+)/.exec(path) ?? [];
    return this.calls.get(callSid) ?? null;
  }

  /** Whoever has this phone; null when it is none of these phones. */
  ownerOfPhone(from: string, phoneNumber: string): string | null {
    return this.phones.get(pairOf(from, phoneNumber)) ?? null;
  }

  /** A recording's path doesn't name its call: whoever has that recording answers for it. Null when nobody has it. */
  async askAll(request: ReceivedRequest, signal: AbortSignal): Promise<RestAnswer | null> {
    for (const owner of new Set(this.calls.values())) {
      const answer = await this.pass(owner, request, signal);
      if (answer && answer.status !== 404) return answer;
    }
    return null;
  }

  /** An order to call a phone; the call that comes of it is the owner's from then on. Null when the owner is gone. */
  async passOrder(owner: string, request: ReceivedRequest, signal: AbortSignal): Promise<RestAnswer | null> {
    const answer = await this.pass(owner, request, signal);
    const placed = answer?.status === 201 ? placedCall.safeParse(JSON.parse(answer.body.toString())) : null;
    if (placed?.success) this.assignCall(placed.data.sid, owner);
    return answer;
  }

  /** Null when no answer is had. A process that nobody listens for any more is gone, and its calls and phones with it. */
  async pass(owner: string, request: ReceivedRequest, signal: AbortSignal): Promise<RestAnswer | null> {
    const { method, target, headers, body } = request;
    try {
      // Without an agent each request has a connection of its own: a kept one may be dead, and a POST can't be repeated.
      const sent = http.request(owner + target, { method, headers, agent: false, signal }).end(body);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      return {
        status: response.statusCode ?? 500,
        contentType: response.headers['content-type'] ?? 'application/json',
        body: await buffer(response),
      };
    } catch (error) {
      if (isRefused(error)) this.forget(owner);
      return null;
    }
  }

  private forget(owner: string): void {
    for (const book of [this.calls, this.phones]) {
      for (const [key, relayTo] of book) if (relayTo === owner) book.delete(key);
    }
  }
}

const placedCall = z.object({ sid: z.string() });

const isRefused = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';

const pairOf = (from: string, to: string): string => `${from} ${to}`;
