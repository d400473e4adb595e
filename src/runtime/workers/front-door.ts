import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { messageOf, ours } from './worker.types.js';

/**
 * Takes the connections to the ports, and deals them to the workers in turn. Node's own cluster forgets a connection that is on its way to a
 * worker that dies: in every second death one caller was measured to hear nothing until the carrier gave up, fifteen seconds later. Here
 * each is kept until the worker has said that it has it, and otherwise dealt to another one.
 */
export class FrontDoor {
  private readonly servers: Server[] = [];
  private readonly workers: Worker[] = [];
  private readonly onTheirWay = new Map<number, { socket: Socket; worker: Worker }>();
  /** For the first worker that is there. */
  private readonly waiting: Socket[] = [];
  private last = 0;

  /** May be asked for several ports. @throws what `listen` throws, as EADDRINUSE. */
  async open(port: number, host: string | undefined): Promise<void> {
    const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
      socket.on('error', () => undefined); // whoever serves it hears of it as well
      this.deal(socket);
    });
    this.servers.push(server);
    server.listen(port, host);
    await once(server, 'listening');
  }

  /** Gets its share from now on. */
  add(worker: Worker): void {
    this.workers.push(worker);
    worker.on('message', (received: unknown) => {
      const message = messageOf(received);
      if (message?.type === 'connection_taken') this.giveAway(message.id);
    });
    // Its last words may still have to be read: a connection that it has taken can't be dealt again. `disconnect`, which comes after
    // them, does not come at all when the worker owes an answer to a connection.
    worker.once('exit', () => setImmediate(() => this.fetchBack(worker)));
    for (const socket of this.waiting.splice(0)) this.deal(socket);
  }

  /** Keeps what it has, and gets no more. */
  remove(worker: Worker): void {
    const place = this.workers.indexOf(worker);
    if (place >= 0) this.workers.splice(place, 1);
  }

  close(): void {
    for (const server of this.servers) server.close();
    for (const socket of this.waiting.splice(0)) socket.destroy();
  }

  private deal(socket: Socket): void {
    const worker = this.workers.shift();
    if (!worker) return void this.waiting.push(socket);
    this.workers.push(worker);
    const id = ++this.last;
    this.onTheirWay.set(id, { socket, worker });
    worker.send(ours({ type: 'connection', id }), socket, { keepOpen: true }, () => undefined);
  }

  /** Closes what is here of it: the other process has its own. */
  private giveAway(id: number): void {
    this.onTheirWay.get(id)?.socket.destroy();
    this.onTheirWay.delete(id);
  }

  private fetchBack(dead: Worker): void {
    this.remove(dead);
    for (const [id, { socket, worker }] of this.onTheirWay) {
      if (worker !== dead) continue;
      this.onTheirWay.delete(id);
      this.deal(socket);
    }
  }
}
