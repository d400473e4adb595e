import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { VARIABLES } from '../../config/settings.schema.js';
import { QUESTIONS, type Question } from './measured-process.types.js';

const REPORTER = new URL('./self-reporter.js', import.meta.url).href;
/** Of what the process printed, for whoever has to find out why it ended. */
const LAST_WORDS_CHARS = 2000;

/** A Node process of its own whose use of the CPU can be asked for at any moment. */
export class MeasuredProcess {
  private readonly exited: Promise<unknown>;
  private printed = '';

  private constructor(private readonly child: ChildProcess) {
    this.exited = once(child, 'exit');
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on(
        'data',
        (chunk: Buffer) => (this.printed = (this.printed + chunk.toString()).slice(-LAST_WORDS_CHARS)),
      );
    }
  }

  /** Of the settings it knows only these: empty ones count as unset, and keep a developer's .env out of the measurement. */
  static start(script: URL, settings: Record<string, string>, ...args: string[]): MeasuredProcess {
    const unset = Object.fromEntries(VARIABLES.map((name) => [name, '']));
    const child = spawn(process.execPath, ['--import', REPORTER, fileURLToPath(script), ...args], {
      env: { ...unset, ...settings },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new MeasuredProcess(child);
  }

  /** Resolves when this was printed. */
  async says(words: string): Promise<void> {
    let seen = '';
    await new Promise<void>((resolve, reject) => {
      this.child.stdout?.on('data', (chunk: Buffer) => {
        seen = (seen + chunk.toString()).slice(-LAST_WORDS_CHARS);
        if (seen.includes(words)) resolve();
      });
      void this.exited.then(() => reject(new Error(`a measured process ended: ${this.printed}`)));
    });
  }

  /** Milliseconds of a core, in user and kernel mode, since the process began. */
  cpuMs(): Promise<number> {
    return this.ask(QUESTIONS.cpu);
  }

  /** What it holds in memory that something still refers to. Asking makes it collect its garbage. */
  liveBytes(): Promise<number> {
    return this.ask(QUESTIONS.liveBytes);
  }

  async end(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.exited;
  }

  private async ask(question: Question): Promise<number> {
    const answer = once(this.child, 'message');
    this.child.send(question);
    const [value] = (await answer) as [number];
    return value;
  }
}
