import { Server, Socket } from 'node:net';
import pg from 'pg';
import { LockWaits } from './lock-waits.js';

/** A query or a connection to the database, speech that is rendered: begun, and not yet at its end. */
interface Piece {
  what: string;
  /** To the database, and the answer back. */
  over?: pg.Client;
}

/** Of the machine, whatever timers go by. */
const realTimeout = globalThis.setTimeout;
/** Without an answer for so long, it is asked whether a lock is waited for. */
const LOCKED_AFTER_MS = 5;

/** How Node itself writes to a socket, whoever asks it to. */
type Write = (this: Socket, ...given: unknown[]) => unknown;
/** How Node hands on what it has read from a socket. */
type Push = (this: Socket, ...given: unknown[]) => boolean;
interface Internals {
  _writeGeneric: Write;
  push: Push;
  connect: Write;
  _handle: { reading?: boolean } | null;
  /** Handed to the system, and not only to the stream. */
  _bytesDispatched: number;
}

/**
 * What this process has begun and not yet seen the end of: questions to the database, connections being made, bytes on their way
 * from one socket of this process to another, and whatever is said to be (`during`). It watches the whole process, once and for
 * good, at the prototypes of pg's client and of Node's sockets.
 */
export class WorkUnderWay {
  private static watching: WorkUnderWay | null = null;

  /** Grows with whatever happens. */
  private count = 0;
  private readonly waiting = new Set<() => void>();
  private readonly pieces = new Set<Piece>();
  private readonly connecting = new Set<Socket>();
  /** Sockets that were written to since their other end was last seen to have read all of it. */
  private readonly written = new Set<Socket>();
  /** Both ends of a connection within this process know each other. */
  private readonly otherEnds = new WeakMap<Socket, Socket>();
  /** The clients' ends, by the addresses of both, until the servers' ends are there; and the other way round. */
  private readonly unpaired = new Map<string, Socket>();
  /** Ends of connections, and how often something is held up there. */
  private readonly heldUp = new Map<Socket, number>();
  /** Null where nobody waits for a lock of somebody who waits for time. */
  private lockWaits: LockWaits | null = null;
  private isAskingForLocks = false;
  /** Processes of the database server that wait for a lock, and will do so until something else is answered or let go. */
  private locked: ReadonlySet<number> = new Set();
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

  /**
   * What goes over the connection with this end waits for a timer from now on, or will never arrive. Whoever asks the database over it
   * is not waited for meanwhile: they have timers of their own, or all the time there is.
   *
   * @returns ends it
   */
  holdUp(end: Socket): () => void {
    const add = (times: number) => {
      const all = (this.heldUp.get(end) ?? 0) + times;
      if (all > 0) this.heldUp.set(end, all);
      else this.heldUp.delete(end);
      this.locked = new Set();
      this.sign();
    };
    add(1);
    return () => add(-1);
  }

  /**
   * Whoever holds a lock may be held up, or wait for a timer. Who waits for that lock then waits for time to pass: this server is asked
   * who they are.
   *
   * @returns ends it
   */
  asksForLocks(serverUrl: string): () => Promise<void> {
    const lockWaits = new LockWaits(serverUrl);
    this.lockWaits = lockWaits;
    return async () => {
      this.lockWaits = null;
      await lockWaits.close();
    };
  }

  /** Has grown if anything has happened since. */
  get signs(): number {
    return this.count;
  }

  /** Once, when something happens next. */
  onNextSign(tell: () => void): void {
    this.waiting.add(tell);
  }

  /** Whether something will give a sign when it is done. */
  isAwaited(): boolean {
    if (this.connecting.size > 0 || this.isAnyUnderWay()) return true;
    this.fetchNotifications();
    return this.isAnyUnderWay();
  }

  /** Whether bytes are between two sockets: they arrive within a turn or two of the event loop, and not all readers give a sign. */
  isOnItsWay(): boolean {
    for (const socket of this.written) {
      if (this.isUnread(socket)) return true;
      this.written.delete(socket);
    }
    return false;
  }

  /** Whether Node itself is at work for somebody: files, names of hosts. It gives no sign, and is asked seldom, since that takes a while. */
  isAskedOfNode(): boolean {
    return requestsOfNode().length > 0;
  }

  /** Waits no longer for anything that is under way now. */
  giveUp(): void {
    this.pieces.clear();
    this.connecting.clear();
    this.written.clear();
    this.sign();
  }

  /** In words, for whoever wants to know why time stands still. */
  list(): string[] {
    return [
      ...[...this.pieces].filter((piece) => !this.isHeldUp(piece)).map(({ what }) => what),
      ...[...this.connecting].map((socket) => `a connection to port ${socket.remotePort ?? '?'}`),
      ...[...this.written]
        .filter((socket) => this.isUnread(socket))
        .map((socket) => `bytes from port ${socket.localPort} to port ${socket.remotePort}`),
      ...requestsOfNode(),
    ];
  }

  private sign(): void {
    this.count += 1;
    if (this.waiting.size === 0) return;
    for (const tell of this.waiting) setImmediate(tell);
    this.waiting.clear();
  }

  private begin(what: string, over?: pg.Client): () => void {
    const piece: Piece = { what, over };
    this.pieces.add(piece);
    this.sign();
    return () => {
      if (!this.pieces.delete(piece)) return;
      this.locked = new Set();
      this.sign();
    };
  }

  private isAnyUnderWay(): boolean {
    if (this.pieces.size === 0) return false;
    const mayStandStill = this.heldUp.size + this.locked.size > 0;
    if (mayStandStill && [...this.pieces].every((piece) => this.isHeldUp(piece) || this.isLocked(piece))) return false;
    this.askForLocks();
    return true;
  }

  private isHeldUp({ over }: Piece): boolean {
    const { connection } = (over ?? {}) as { connection?: { stream: Socket } };
    const other = connection && this.otherEnds.get(connection.stream);
    return other !== undefined && this.heldUp.has(other);
  }

  private isLocked({ over }: Piece): boolean {
    const { processID } = (over ?? {}) as { processID?: number | null };
    return typeof processID === 'number' && this.locked.has(processID);
  }

  /** In a moment without a sign of life. Most questions are answered by then. */
  private askForLocks(): void {
    if (!this.lockWaits || this.isAskingForLocks) return;
    this.isAskingForLocks = true;
    const before = this.count;
    realTimeout(() => {
      if (this.count === before) return void this.findLocked();
      this.isAskingForLocks = false;
      this.sign();
    }, LOCKED_AFTER_MS);
  }

  private async findLocked(): Promise<void> {
    const before = this.locked;
    const found = await this.lockWaits?.processes();
    this.isAskingForLocks = false;
    // What has happened meanwhile may have let them go.
    if (found && this.locked === before) this.locked = found;
    this.sign();
  }

  /** Whoever does not read, as a peer that hangs, is waited for by those who write, and not by time. */
  private isUnread(socket: Socket): boolean {
    const other = this.otherEnds.get(socket);
    if (!other || other.destroyed || socket.destroyed) return false;
    const isRead = (other as unknown as Internals)._handle?.reading !== false && !other.isPaused();
    // What waits in a socket that is corked waits for whoever corked it.
    return isRead && (socket as unknown as Internals)._bytesDispatched > other.bytesRead;
  }

  private watchSockets(): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the functions below are methods of sockets
    const work = this;
    const prototype = Socket.prototype as unknown as Internals;
    const { _writeGeneric, push, connect } = prototype;
    prototype._writeGeneric = function (...given) {
      work.sign();
      work.written.add(this);
      return _writeGeneric.apply(this, given);
    };
    prototype.push = function (...given) {
      work.sign();
      return push.apply(this, given);
    };
    prototype.connect = function (...given) {
      work.connects(this);
      return connect.apply(this, given);
    };
    const servers = Server.prototype as unknown as { emit: (this: Server, ...given: unknown[]) => boolean };
    const { emit } = servers;
    servers.emit = function (...given) {
      if (given[0] === 'connection' && given[1] instanceof Socket) work.accepted(given[1]);
      return emit.apply(this, given);
    };
  }

  private connects(socket: Socket): void {
    this.sign();
    this.connecting.add(socket);
    const settled = () => {
      this.sign();
      this.connecting.delete(socket);
    };
    socket.once('connect', () => {
      settled();
      this.pair(socket, `${socket.localPort} ${socket.remotePort}`);
    });
    socket.once('close', settled);
  }

  private accepted(socket: Socket): void {
    this.sign();
    this.pair(socket, `${socket.remotePort} ${socket.localPort}`);
  }

  private pair(socket: Socket, addresses: string): void {
    const other = this.unpaired.get(addresses);
    socket.once('close', () => {
      this.sign();
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
    type Method = (...given: unknown[]) => unknown;
    const prototype = pg.Client.prototype as unknown as Record<'query' | 'connect' | 'end', Method>;
    const { query, connect, end } = prototype;
    prototype.query = function (this: pg.Client, ...given: unknown[]) {
      if (LockWaits.isOurs(this)) return query.apply(this, given);
      const text = textOf(given[0]);
      if (/^\s*LISTEN\b/i.test(text)) work.listensOn(this);
      if (/\bpg_notify\b/i.test(text)) work.owesNotifications = true;
      return work.answered(this, `the database's answer to: ${text}`, given, (all) => query.apply(this, all));
    };
    prototype.connect = function (this: pg.Client, ...given: unknown[]) {
      if (LockWaits.isOurs(this)) return connect.apply(this, given);
      return work.answered(this, 'a connection to the database', given, (all) => connect.apply(this, all));
    };
    prototype.end = function (this: pg.Client, ...given: unknown[]) {
      return work.answered(this, 'the end of a connection to the database', given, (all) => end.apply(this, all));
    };
  }

  /** Whichever of pg's ways of answering is used: a promise, a callback, or the events of an object that was handed over. */
  private answered(over: pg.Client, what: string, given: unknown[], ask: (given: unknown[]) => unknown): unknown {
    const done = this.begin(what, over);
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
   * a connection before it answers anything on it, so one question to each listener brings all of them in. While something is held up,
   * so may be the statement that sends it.
   */
  private fetchNotifications(): void {
    if (!this.owesNotifications || this.heldUp.size > 0) return;
    this.owesNotifications = false;
    for (const client of this.listeners) client.query('SELECT').catch(() => undefined);
  }
}

/** Files that are read or written, and names of hosts that are looked up. */
const REQUESTS_OF_NODE = ['FSReqCallback', 'FSReqPromise', 'CloseReq', 'GetAddrInfoReqWrap'];

const requestsOfNode = (): string[] =>
  process.getActiveResourcesInfo().filter((kind) => REQUESTS_OF_NODE.includes(kind));

const isQuery = (answer: unknown): answer is pg.Query =>
  typeof answer === 'object' && answer !== null && 'once' in answer && 'submit' in answer;

/** Without its values, which may be anybody's. */
function textOf(question: unknown): string {
  if (typeof question === 'string') return question;
  const { text } = (question ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : 'a query';
}
