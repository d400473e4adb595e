import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { VirtualTime } from './virtual-time.js';

/**
 * What the network between a server and its database does. `away`: connections are ended, and refused. `split`: what is sent is lost
 * and nobody is told, as behind a firewall that has forgotten its connections: those that were there never come back to life.
 */
export type LinkState = { kind: 'pass' } | { kind: 'slow'; roundTripMs: number } | { kind: 'away' } | { kind: 'split' };

/** A COMMIT that is done, and whose answer never arrives: of the transactions that mention `about`, the one with that number. */
export interface LostCommit {
  about: string;
  /** From 1; 0 loses none of them. */
  nr: number;
}

/** Where time stands still while somebody waits for an answer, it must be told that one is held up here. */
export type Time = Pick<VirtualTime, 'holdUp'>;

/** The network between a server and one other, which can be told to fail. */
export class FaultyLink {
  /** Of the transactions that mention what `lose` was told, those that were committed since. */
  commits = 0;
  private toLose: LostCommit | null = null;
  private state: LinkState = { kind: 'pass' };
  private readonly paths = new Set<Path>();

  private constructor(
    private readonly server: Server,
    private readonly upstreamPort: number,
    private readonly time: Time | null,
  ) {
    server.on('connection', (near) => this.open(near));
  }

  static async to(upstreamPort: number, time: Time | null = VirtualTime.current): Promise<FaultyLink> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FaultyLink(server, upstreamPort, time);
  }

  /** The same address, by way of the link. */
  through(url: string): string {
    return Object.assign(new URL(url), { host: `127.0.0.1:${(this.server.address() as AddressInfo).port}` }).href;
  }

  become(state: LinkState): void {
    this.state = state;
    if (state.kind === 'away') for (const path of this.paths) path.end();
    if (state.kind === 'split') for (const path of this.paths) path.lose();
  }

  lose(commit: LostCommit): void {
    this.toLose = commit;
    this.commits = 0;
  }

  async close(): Promise<void> {
    for (const path of this.paths) path.end();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private open(near: Socket): void {
    if (this.state.kind === 'away') return void near.destroy();
    const oneWayMs = () => (this.state.kind === 'slow' ? this.state.roundTripMs / 2 : 0);
    const holdUp = () => this.time?.holdUp(near) ?? (() => undefined);
    const path: Path = new Path(near, connect(this.upstreamPort, '127.0.0.1'), {
      oneWayMs,
      holdUp,
      onEnd: () => this.paths.delete(path),
    });
    near.on('data', (chunk) => this.look(path, chunk));
    if (this.state.kind === 'split') path.lose();
    this.paths.add(path);
  }

  /** Before the chunk is sent on. */
  private look(path: Path, chunk: Buffer): void {
    if (!this.toLose) return;
    if (chunk.includes('BEGIN')) path.isAbout = false;
    if (chunk.includes(this.toLose.about)) path.isAbout = true;
    if (!path.isAbout || !chunk.includes('COMMIT')) return;
    path.isAbout = false;
    this.commits += 1;
    path.losesAnswer = this.commits === this.toLose.nr;
  }
}

interface PathParts {
  oneWayMs: () => number;
  /** Begins to hold up what goes over it; answers what ends that. */
  holdUp: () => () => void;
  onEnd: () => void;
}

/** One connection and its continuation. */
class Path {
  /** The transaction that is open on it mentions what is looked for. */
  isAbout = false;
  /** What comes next from the far end is lost, and the connection with it. */
  losesAnswer = false;
  private isLost = false;

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    private readonly parts: PathParts,
  ) {
    this.carry(near, far);
    far.on('data', () => {
      if (this.losesAnswer) this.end();
    });
    this.carry(far, near);
  }

  /** What is sent from now on, in either direction. */
  lose(): void {
    if (this.isLost) return;
    this.isLost = true;
    this.near.once('close', this.parts.holdUp());
  }

  end(): void {
    this.near.destroy();
    this.far.destroy();
    this.parts.onEnd();
  }

  private carry(from: Socket, to: Socket): void {
    /** What was sent first arrives first, however slow the link was meanwhile. */
    let before: Promise<void> | null = null;
    const deliver = (what: () => void) => {
      const delayMs = this.parts.oneWayMs();
      if (before === null && delayMs === 0) return what();
      const letGo = this.parts.holdUp();
      const here = new Promise<void>((resolve) => setTimeout(resolve, delayMs));
      const mine: Promise<void> = Promise.all([before, here]).then(() => {
        letGo();
        if (!this.isLost) what();
        if (before === mine) before = null;
      });
      before = mine;
    };
    from.on('error', () => undefined);
    from.on('data', (chunk) => {
      if (!this.isLost) deliver(() => to.write(chunk));
    });
    from.on('close', () => {
      if (!this.isLost) deliver(() => this.end()); // of a lost one the other side learns nothing: its locks stay
    });
  }
}
