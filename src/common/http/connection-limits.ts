import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** From the connection, or the first byte of a further request, to the end of the request's head: that of an upgrade, too. */
  headMs: number;
  /** To the end of its body. */
  requestMs: number;
  /** How long a connection may wait for its next request. */
  idleMs: number;
  /** How often the first two are looked at. */
  checkEveryMs: number;
  /** Connections of which no whole request has come yet, or of which the next one is waited for. */
  maxWaiting: number;
  maxOpen: number;
}

/** Why a connection was closed that might have gone on. */
export const DROP_REASONS = ['waiting', 'open'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/**
 * Keeps clients that send slowly, or nothing, from having what everybody else needs. Answers may take as long as they like, and sockets
 * that were upgraded live for hours. Where there is no room, the connection goes that has waited longest: whoever means something has sent
 * it long before. Counts connections that another process has accepted as well.
 */
export function limitConnections(
  server: Server,
  limits: ConnectionLimits,
  dropped: (reason: DropReason) => void,
): void {
  server.headersTimeout = limits.headMs;
  server.requestTimeout = limits.requestMs;
  server.keepAliveTimeout = limits.idleMs;
  server.timeout = 0;
  // Read when the server begins to listen, and missing in Node's types.
  Object.assign(server, { connectionsCheckingInterval: limits.checkEveryMs });

  const open = new Set<Duplex>();
  /** In the order in which they began to wait. */
  const waiting = new Set<Duplex>();
  const wait = (socket: Duplex) => {
    waiting.delete(socket);
    if (!socket.destroyed) waiting.add(socket);
  };
  const makeRoom = () => {
    const reason = waiting.size > limits.maxWaiting ? 'waiting' : open.size > limits.maxOpen ? 'open' : null;
    const [oldest] = waiting;
    if (reason === null || !oldest) return;
    dropped(reason);
    oldest.destroy();
  };

  server.on('connection', (socket: Socket) => {
    open.add(socket);
    wait(socket);
    socket.once('close', () => {
      open.delete(socket);
      waiting.delete(socket);
    });
    makeRoom();
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (hasBody(request)) request.once('end', () => waiting.delete(socket));
    else waiting.delete(socket);
    response.once('close', () => wait(socket));
  });
  server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => {
    waiting.delete(socket);
    // We have said all, and its other end may never say that it has heard it.
    socket.once('finish', () => wait(socket));
  });
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
