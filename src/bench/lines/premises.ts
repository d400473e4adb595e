import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MeasuredProcess } from './measured-process.js';

/** A folder, and all that was started for a measurement: it ends together, and leaves nothing. */
export class Premises {
  readonly #started: (() => Promise<unknown>)[];

  private constructor(readonly folder: string) {
    this.#started = [() => rm(folder, { recursive: true, force: true })];
  }

  /**
   * @param dataDir where the folder is made
   * @param furnish starts what is needed; when it fails all that it has started is ended
   */
  static async open<T>(dataDir: string, name: string, furnish: (premises: Premises) => Promise<T>): Promise<T> {
    const premises = new Premises(resolve(dataDir, `${name}-${process.pid}`));
    try {
      await mkdir(premises.folder, { recursive: true });
      return await furnish(premises);
    } catch (error) {
      await premises.close();
      throw error;
    }
  }

  run(script: URL, settings: Record<string, string>, ...args: string[]): MeasuredProcess {
    const child = MeasuredProcess.start(script, settings, ...args);
    this.#started.push(() => child.end());
    return child;
  }

  /** Is closed with the rest. */
  keep<One extends { close(): Promise<unknown> }>(one: One): One {
    this.#started.push(() => one.close());
    return one;
  }

  /** What was started last ends first. */
  async close(): Promise<void> {
    for (const stop of this.#started.splice(0).reverse()) await stop();
  }
}
