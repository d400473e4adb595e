import { once } from 'node:events';
import { createServer } from 'node:net';

/** Where ports are looked for: from the first one up to, but without, the last one. */
export interface PortRange {
  first: number;
  end: number;
}

/**
 * Below the ports that a system gives to outgoing connections when nobody says otherwise (Linux from 32768, the others from 49152).
 * A port of those that is free now may be the near end of a connection before a server listens on it, or while one starts again.
 */
const BELOW_OUTGOING: PortRange = { first: 28_000, end: 32_000 };

/** Looks for free ports of the loopback address, and offers none twice before it has offered all of them. */
export class FreePorts {
  private readonly start: number;
  private looked = 0;

  constructor(
    private readonly range: PortRange = BELOW_OUTGOING,
    random: () => number = Math.random,
  ) {
    this.start = Math.floor(random() * this.size);
  }

  async next(): Promise<number> {
    for (let tries = 0; tries < this.size; tries++) {
      const port = this.range.first + ((this.start + this.looked++) % this.size);
      if (await isFree(port)) return port;
    }
    throw new RangeError(`no port between ${this.range.first} and ${this.range.end} is free`);
  }

  private get size(): number {
    return this.range.end - this.range.first;
  }
}

const ofThisProcess = new FreePorts();

/** A loopback port that nobody listens on, for a server that must know its address before it has one. */
export const freePort = (): Promise<number> => ofThisProcess.next();

export async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return false;
  }
  await new Promise((resolve) => probe.close(resolve));
  return true;
}
