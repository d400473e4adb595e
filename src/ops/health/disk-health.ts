import { Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { AppConfig } from '../../config/app-config.js';

const FREE_AT_LEAST_BYTES = 50 * 1024 * 1024;

/** Where this process writes: what it captures, or what the system puts aside for it. */
@Injectable()
export class DiskHealth {
  constructor(private readonly config: AppConfig) {}

  async hasRoom(): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.config.capture?.dir ?? tmpdir());
    return bavail * bsize >= FREE_AT_LEAST_BYTES;
  }
}
