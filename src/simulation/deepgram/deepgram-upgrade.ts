import { STATUS_CODES, type IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A key goes with `Token`; with `Bearer` only temporary tokens do, which the stand-in doesn't issue. */
export function credentialOf({ headers }: IncomingMessage): string | null {
  const [scheme = '', key] = (headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'token') return key ?? null;
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  return protocols[0] === 'token' ? (protocols[1] ?? null) : null;
}

export interface Refusal {
  /** An HTTP status. `reset` ends the connection without an answer. */
  with: number | 'reset';
  /** In words; the status has some of its own. */
  why?: string;
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'Invalid credentials.',
  429: 'Too many concurrent requests.',
};

/** Answers an upgrade with plain HTTP, and says why in a header and in the body. */
export function refuseUpgrade(socket: Duplex, requestId: string, refusal: Refusal): void {
  const status = refusal.with;
  if (status === 'reset') return void (socket instanceof Socket ? socket.resetAndDestroy() : socket.destroy());
  const reason = refusal.why ?? REASONS[status] ?? STATUS_CODES[status] ?? 'Refused';
  const body = JSON.stringify({ category: reason, message: reason, details: reason, request_id: requestId });
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `dg-request-id: ${requestId}`,
      `dg-error: ${reason}`,
      '',
      body,
    ].join('\r\n'),
  );
}
