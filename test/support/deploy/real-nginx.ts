import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { TOOLS_ENV as env } from '../debian-tool.js';
import { freePort } from '../free-port.js';
import { until } from '../until.js';
import { inProject } from './deploy-files.js';

export const HOST = 'phone.example.com';

/** A folder as deploy/nginx/nginx.conf expects it, with a certificate that is its own authority. */
export async function nginxFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'crownline-nginx-'));
  await chmod(root, 0o755); // nginx reads with another account when it is started by root
  await cp(inProject('deploy/nginx'), join(root, 'conf'), { recursive: true });
  await mkdir(join(root, 'run'));
  await mkdir(join(root, 'tls', 'www', '.well-known', 'acme-challenge'), { recursive: true });
  const key = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    join(root, 'tls/privkey.pem'),
  ];
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const certificate = ['-x509', '-days', '2', '-out', join(root, 'tls/fullchain.pem')];
  execFileSync('openssl', ['req', ...key, ...subject, ...certificate], { stdio: 'ignore' });
  return root;
}

/** What nginx itself says of a folder's configuration, with all replicas in it; '' when nothing. */
export async function nginxTest(root: string): Promise<string> {
  await cp(join(root, 'conf/replicas'), join(root, 'run/replicas'), { recursive: true });
  const args = ['-e', 'stderr', '-p', `${root}/run/`, '-c', `${root}/conf/nginx.conf`, '-t', '-q'];
  return spawnSync('nginx', args, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] }).stderr;
}

/** The proxy of deploy/nginx on ports and before replicas of this machine; all else is the files themselves. */
export class RealNginx {
  private constructor(
    private readonly root: string,
    private readonly child: ChildProcess,
    readonly tlsPort: number,
    readonly plainPort: number,
    readonly certificate: string,
  ) {}

  static async start(replicas: Record<string, number>): Promise<RealNginx> {
    const root = await nginxFolder();
    const [tlsPort, plainPort, probePort] = [await freePort(), await freePort(), await freePort()];
    const swap = (file: string, text: string) => writeFile(join(root, 'conf', file), text);
    await swap('place/tls.conf', `listen 127.0.0.1:${tlsPort} ssl;\n`);
    await swap('place/plain.conf', `listen 127.0.0.1:${plainPort};\n`);
    await swap('place/probe.conf', `listen 127.0.0.1:${probePort};\n`);
    for (const [name, port] of Object.entries(replicas)) {
      const shipped = await readFile(inProject(`deploy/nginx/replicas/${name}.conf`), 'utf8');
      await swap(`replicas/${name}.conf`, shipped.replace(/^server \S+/, `server 127.0.0.1:${port}`));
    }
    // To a file: Node's pipes are sockets, and nginx can't open those by the name /dev/stdout.
    const output = await open(join(root, 'output.log'), 'a');
    const child = spawn('sh', [join(root, 'conf/start.sh'), root], { env, stdio: ['ignore', output.fd, output.fd] });
    await output.close();
    const certificate = await readFile(join(root, 'tls/fullchain.pem'), 'utf8');
    const nginx = new RealNginx(root, child, tlsPort, plainPort, certificate);
    const answers = () => Promise.all([tlsPort, plainPort, probePort].map(accepts)).then((all) => all.every(Boolean));
    await until(answers, (up) => {
      if (child.exitCode !== null) throw new Error(`nginx has ended: ${nginx.printed}`);
      return up;
    });
    return nginx;
  }

  /** All that it has written so far. */
  get printed(): string {
    return readFileSync(join(this.root, 'output.log'), 'utf8');
  }

  /** As deploy/update.sh does it. Resolves when no worker of before takes anything new. */
  async replica(action: 'in' | 'out', name: string): Promise<{ status: number | null; stderr: string }> {
    const before = await this.workers();
    const script = join(this.root, 'conf/replica.sh');
    const { status, stderr } = spawnSync('sh', [script, action, name, this.root], { env, encoding: 'utf8' });
    if (status === 0) {
      await until(
        () => this.workers(),
        (now) => now.some((line) => !before.includes(line)) && now.filter((line) => before.includes(line)).length === 0,
      );
    }
    return { status, stderr };
  }

  writeChallenge(name: string, text: string): Promise<void> {
    return writeFile(join(this.root, 'tls/www/.well-known/acme-challenge', name), text);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
    }
    await rm(this.root, { recursive: true });
  }

  /** Ids of the workers that take connections: those that only carry old ones to the end call themselves otherwise. */
  private async workers(): Promise<string[]> {
    const children = await readFile(`/proc/${this.child.pid}/task/${this.child.pid}/children`, 'utf8');
    const titles = await Promise.all(
      children
        .trim()
        .split(' ')
        .map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const),
    );
    return titles
      .filter(([, title]) => title.startsWith('nginx: worker process') && !title.includes('shutting down'))
      .map(([pid]) => pid);
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

export interface Seen {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
}

/** A server behind the proxy that says its name, echoes on a media socket, and sends an event when a test says so. */
export class TestReplica {
  readonly seen: Seen[] = [];
  readonly media: WebSocket[] = [];
  private readonly server = createServer();
  private readonly sockets = new WebSocketServer({ noServer: true });
  /** It goes away in the middle of whatever it is asked. */
  hangUp = false;
  /** Ends the event streams that are open. */
  endEvents = (): void => undefined;

  constructor(readonly name: string) {
    this.server.on('request', (request, response) => {
      this.seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
      request.resume();
      if (this.hangUp) request.socket.destroy();
      else if (request.url === '/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: first\n\n');
        this.endEvents = () => response.end('data: last\n\n');
      } else {
        request.on('end', () => response.end(name));
      }
    });
    this.server.on('upgrade', (request, socket, head) => {
      this.seen.push({ method: 'upgrade', url: request.url ?? '', headers: request.headers });
      this.sockets.handleUpgrade(request, socket, head, (media) => {
        this.media.push(media);
        media.on('message', (data: Buffer) => media.send(`${name} heard ${data.toString()}`));
      });
    });
  }

  async listen(port = 0): Promise<number> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const media of this.media.splice(0)) media.terminate();
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
