import { z } from 'zod';
import { defineJob } from '../../jobs/jobs.types.js';

/** Orders the next hour, and verifies what has been written since. Tried for hours, since nothing else would order that. */
export const auditCheck = defineJob({
  name: 'audit.check',
  schema: z.object({ hour: z.iso.datetime() }),
  retries: 12,
  retryAfterSeconds: 5,
  expireAfterSeconds: 3600,
});
