import { Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Gauge } from 'prom-client';
import { MetricsRegistry } from '../../common/metrics/metrics.js';
import { AppConfig } from '../../config/app-config.js';

const FREE_AT_LEAST_BYTES = 50 * 1024 * 1024;

/** Where this process writes: what it captures, or what the system puts aside for it. */
@Injectable()
export class DiskHealth {
  constructor(
    private readonly config: AppConfig,
    registry: MetricsRegistry,
  ) {
    const freeBytes = (): Promise<number> => this.freeBytes();
    new Gauge({
      name: 'crownline_disk_free_bytes',
      help: 'Room where this process writes. With less than 50 MB it is not ready.',
      registers: [registry],
      aggregator: 'min',
      async collect() {
        this.set(await freeBytes().catch(() => 0));
      },
    });
  }

  async hasRoom(): Promise<boolean> {
    return (await this.freeBytes()) >= FREE_AT_LEAST_BYTES;
  }

  private async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.config.capture?.dir ?? tmpdir());
    return bavail * bsize;
  }
}
