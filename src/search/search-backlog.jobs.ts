import { z } from 'zod';
import { defineJob } from '../jobs/jobs.types.js';

/** Reads some of a clinic's turns and texts from before there were tokens, and orders itself for the rest. */
export const readBacklog = defineJob({
  name: 'search.backlog',
  schema: z.object({ clinicId: z.uuid() }),
  retries: 16,
  retryAfterSeconds: 5,
  expireAfterSeconds: 600,
});
