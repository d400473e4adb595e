import { z } from 'zod';
import { defineJob } from '../../jobs/jobs.types.js';

/** Orders the next time, and writes where the chains end to one place. Tried for half an hour; then the next time comes. */
export const auditAnchor = defineJob({
  name: 'audit.anchor',
  schema: z.object({ target: z.string(), due: z.iso.datetime() }),
  retries: 8,
  retryAfterSeconds: 5,
  expireAfterSeconds: 900,
});
