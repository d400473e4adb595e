import { open, type FileHandle } from 'node:fs/promises';
import type { AnchorTarget } from './anchor-target.port.js';
import { Anchor } from './audit-anchor.types.js';

const LINE_END = 0x0a;

/** A file that is only ever added to: a line of JSON for each end. */
export class FileAnchorsDriver implements AnchorTarget {
  constructor(
    readonly name: string,
    private readonly path: string,
  ) {}

  async newest(): Promise<Map<string, Anchor>> {
    const newest = new Map<string, Anchor>();
    const file = await open(this.path, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (!file) return newest;
    try {
      for await (const line of file.readLines({ autoClose: false })) {
        const anchor = anchorOf(line);
        if (anchor) newest.set(anchor.clinicId, anchor);
      }
    } finally {
      await file.close();
    }
    return newest;
  }

  async write(anchors: readonly Anchor[]): Promise<void> {
    const file = await open(this.path, 'a+', 0o640);
    try {
      const lines = anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join('');
      await file.appendFile(`${(await endsWithin(file)) ? '\n' : ''}${lines}`);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

/** A machine that stopped while it wrote has left a part of a line, which can't be read; the next one begins behind it. */
async function endsWithin(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== LINE_END;
}

function anchorOf(line: string): Anchor | null {
  try {
    return Anchor.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
