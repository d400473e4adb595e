import { Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Gauge } from 'prom-client';
import { MetricsRegistry } from '../../common/metrics/metrics.js';
import { AppConfig } from '../../config/app-config.js';

/** Less than both is too little: a small disk that is nearly empty has room, and so has a large one that is nearly full. */
const FREE_AT_LEAST = { bytes: 50 * 1024 * 1024, share: 0.1 };

/** Where this process writes: what it captures, or what the system puts aside for it. */
@Injectable()
export class DiskHealth {
  constructor(
    private readonly config: AppConfig,
    registry: MetricsRegistry,
  ) {
    const room = () => this.room().catch(() => ({ freeBytes: 0, sizeBytes: 0 }));
    new Gauge({
      name: 'crownline_disk_free_bytes',
      help: 'Room where this process writes. With less than 50 MB, and less than a tenth of the disk, it is not ready.',
      registers: [registry],
      aggregator: 'min',
      async collect() {
        this.set((await room()).freeBytes);
      },
    });
    new Gauge({
      name: 'crownline_disk_size_bytes',
      help: 'Size of the disk where this process writes.',
      registers: [registry],
      aggregator: 'min',
      async collect() {
        this.set((await room()).sizeBytes);
      },
    });
  }

  async hasRoom(): Promise<boolean> {
    const { freeBytes, sizeBytes } = await this.room();
    return freeBytes >= Math.min(FREE_AT_LEAST.bytes, FREE_AT_LEAST.share * sizeBytes);
  }

  private async room(): Promise<{ freeBytes: number; sizeBytes: number }> {
    const { bavail, blocks, bsize } = await statfs(this.config.capture?.dir ?? tmpdir());
    return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
  }
}
