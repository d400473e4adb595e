import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { insertDemoClinic } from './demo-clinic.repository.js';
import type { DemoClinic } from './demo-clinic.types.js';

/** Puts a clinic beside the others of a database. */
export const foundDemoClinic = (tx: Tx, clinic: DemoClinic, now: Temporal.Instant): Promise<void> =>
  insertDemoClinic(tx, clinic, now);
