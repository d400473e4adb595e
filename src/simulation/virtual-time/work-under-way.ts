import { Server, Socket } from 'node:net';
import pg from 'pg';

/** A query or a connection to the database, speech that is rendered: begun, and not yet at its end. */
interface Piece {
  what: string;
}

/** How Node itself writes to a socket, whoever asks it to. */
type Write = (this: Socket, ...given: unknown[]) => unknown;
/** How Node hands on what it has read from a socket. */
type Push = (this: Socket, ...given: unknown[]) => boolean;
type Internals = { _writeGeneric: Write; push: Push; connect: Write; _handle: { reading?: boolean } | null };

/**
 * What this process has begun and not yet seen the end of: questions to the database, connections being made, bytes on their way
 * from one socket of this process to another, and whatever is said to be (`during`). It watches the whole process, once and for
 * good, at the prototypes of pg's client and of Node's sockets.
 */
export class WorkUnderWay {
  private static watching: WorkUnderWay | null = null;

  /** Grows with whatever happens. */
  signs = 0;
  private readonly pieces = new Set<Piece>();
  private readonly connecting = new Set<Socket>();
  /** Sockets that were written to since their other end was last seen to have read all of it. */
  private readonly written = new Set<Socket>();
  /** Both ends of a connection within this process know each other. */
  private readonly otherEnds = new WeakMap<Socket, Socket>();
  /** The clients' ends, by the addresses of both, until the servers' ends are there; and the other way round. */
  private readonly unpaired = new Map<string, Socket>();
  /** Connections on which notifications come. */
  private readonly listeners = new Set<pg.Client>();
  private owesNotifications = false;

  /** There is one for the process: what it watches can be watched but once. */
  static watch(): WorkUnderWay {
    WorkUnderWay.watching ??= new WorkUnderWay();
    return WorkUnderWay.watching;
  }

  private constructor() {
    this.watchSockets();
    this.watchDatabase();
  }

  /** Time stands still until it is settled. */
  during<Result>(what: string, work: Promise<Result>): Promise<Result> {
    const done = this.begin(what);
    work.then(done, done);
    return work;
  }

  isNone(): boolean {
    if (this.pieces.size > 0 || this.connecting.size > 0) return false;
    for (const socket of this.written) {
      if (this.isOnItsWay(socket)) return false;
      this.written.delete(socket);
    }
    return !this.fetchNotifications();
  }

  /** In words, for whoever wants to know why time stands still. */
  list(): string[] {
    return [
      ...[...this.pieces].map(({ what }) => what),
      ...[...this.connecting].map((socket) => `a connection to port ${socket.remotePort ?? '?'}`),
      ...[...this.written]
        .filter((socket) => this.isOnItsWay(socket))
        .map((socket) => `bytes from port ${socket.localPort} to port ${socket.remotePort}`),
    ];
  }

  private begin(what: string): () => void {
    const piece: Piece = { what };
    this.pieces.add(piece);
    this.signs += 1;
    return () => {
      if (this.pieces.delete(piece)) this.signs += 1;
    };
  }

  /** Whoever does not read, as a peer that hangs, is waited for by those who write, and not by time. */
  private isOnItsWay(socket: Socket): boolean {
    const other = this.otherEnds.get(socket);
    if (!other || other.destroyed || socket.destroyed) return false;
    const isRead = (other as unknown as Internals)._handle?.reading !== false && !other.isPaused();
    return isRead && socket.bytesWritten > other.bytesRead;
  }

  private watchSockets(): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the functions below are methods of sockets
    const work = this;
    const prototype = Socket.prototype as unknown as Internals;
    const { _writeGeneric, push, connect } = prototype;
    prototype._writeGeneric = function (...given) {
      work.signs += 1;
      work.written.add(this);
      return _writeGeneric.apply(this, given);
    };
    prototype.push = function (...given) {
      work.signs += 1;
      return push.apply(this, given);
    };
    prototype.connect = function (...given) {
      work.connects(this);
      return connect.apply(this, given);
    };
    const emit = Server.prototype.emit as (this: Server, event: string, ...given: unknown[]) => boolean;
    Server.prototype.emit = function (this: Server, event: string, ...given: unknown[]) {
      if (event === 'connection' && given[0] instanceof Socket) work.accepted(given[0]);
      return emit.call(this, event, ...given);
    };
  }

  private connects(socket: Socket): void {
    this.signs += 1;
    this.connecting.add(socket);
    const settled = () => {
      this.signs += 1;
      this.connecting.delete(socket);
    };
    socket.once('connect', () => {
      settled();
      this.pair(socket, `${socket.localPort} ${socket.remotePort}`);
    });
    socket.once('close', settled);
  }

  private accepted(socket: Socket): void {
    this.signs += 1;
    this.pair(socket, `${socket.remotePort} ${socket.localPort}`);
  }

  private pair(socket: Socket, addresses: string): void {
    const other = this.unpaired.get(addresses);
    socket.once('close', () => {
      this.signs += 1;
      this.written.delete(socket);
      if (this.unpaired.get(addresses) === socket) this.unpaired.delete(addresses);
    });
    if (!other) return void this.unpaired.set(addresses, socket);
    this.unpaired.delete(addresses);
    this.otherEnds.set(socket, other);
    this.otherEnds.set(other, socket);
  }

  private watchDatabase(): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the functions below are methods of clients
    const work = this;
    const prototype = pg.Client.prototype as unknown as Record<'query' | 'connect', (...given: unknown[]) => unknown>;
    const { query, connect } = prototype;
    prototype.query = function (this: pg.Client, ...given: unknown[]) {
      const text = textOf(given[0]);
      if (/^\s*LISTEN\b/i.test(text)) work.listensOn(this);
      if (/\bpg_notify\b/i.test(text)) work.owesNotifications = true;
      return work.answered(`the database's answer to: ${text}`, given, (all) => query.apply(this, all));
    };
    prototype.connect = function (this: pg.Client, ...given: unknown[]) {
      return work.answered('a connection to the database', given, (all) => connect.apply(this, all));
    };
  }

  /** Whichever of pg's ways of answering is used: a promise, a callback, or the events of an object that was handed over. */
  private answered(what: string, given: unknown[], ask: (given: unknown[]) => unknown): unknown {
    const done = this.begin(what);
    const last = given.at(-1);
    if (typeof last === 'function') {
      const callback = (...answer: unknown[]): unknown => {
        done();
        return (last as (...answer: unknown[]) => unknown)(...answer);
      };
      return ask([...given.slice(0, -1), callback]);
    }
    const answer = ask(given);
    if (answer instanceof Promise) answer.then(done, done);
    else if (isQuery(answer)) answer.once('end', done).once('error', done);
    else done();
    return answer;
  }

  private listensOn(client: pg.Client): void {
    this.listeners.add(client);
    client.once('end', () => this.listeners.delete(client));
  }

  /**
   * A notification comes by itself, and may come after the answer to the statement that sent it. The server hands out what it has for
   * a connection before it answers anything on it, so one question to each listener brings all of them in.
   */
  private fetchNotifications(): boolean {
    if (!this.owesNotifications) return false;
    this.owesNotifications = false;
    for (const client of this.listeners) client.query('SELECT').catch(() => undefined);
    return this.listeners.size > 0;
  }
}

const isQuery = (answer: unknown): answer is pg.Query =>
  typeof answer === 'object' && answer !== null && 'once' in answer && 'submit' in answer;

/** Without its values, which may be anybody's. */
function textOf(question: unknown): string {
  if (typeof question === 'string') return question;
  const { text } = (question ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : 'a query';
}
