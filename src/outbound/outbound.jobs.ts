import { z } from 'zod';
import { defineJob } from '../jobs/jobs.types.js';

const uuid = z.uuid();

/** Dials an order that is due, or puts it off. */
export const dialJob = defineJob({
  name: 'outbound.dial',
  schema: z.object({ clinicId: uuid, id: uuid }),
  retries: 10,
  retryAfterSeconds: 2,
  expireAfterSeconds: 60,
});

/** Looks after an attempt of which nobody reported the end. */
export const settleJob = defineJob({
  name: 'outbound.settle',
  schema: z.object({ clinicId: uuid, id: uuid, attempt: z.int() }),
  retries: 10,
  retryAfterSeconds: 2,
  expireAfterSeconds: 60,
});
