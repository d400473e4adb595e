import type { Server } from 'node:http';
import { Socket } from 'node:net';
import { messageOf, tellFirst } from './worker.types.js';

/** Serves what the first process deals to this one, with a server that has no port of its own. */
export function serveDealtConnections(server: Server): void {
  const open = new Set<Socket>();
  process.on('message', (received: unknown, socket: unknown) => {
    const message = messageOf(received);
    if (message?.type !== 'connection') return;
    tellFirst({ type: 'connection_taken', id: message.id });
    if (!(socket instanceof Socket)) return; // it was closed on its way
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    server.emit('connection', socket);
  });
  // Node counts the time that a request may take to come from then on.
  server.emit('listening');

  const close = server.close.bind(server);
  // A server waits for the connections that it has accepted itself: what is being answered is to be answered to its end here as well.
  server.close = (done) => close(() => void Promise.all([...open].map(closed)).then(() => done?.()));
  tellFirst({ type: 'open' });
}

/** However it comes to that: one that its other end breaks off is an error first. */
const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));
