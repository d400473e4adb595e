import { z } from 'zod';
import { defineJob } from '../../jobs/jobs.types.js';

/** Orders the deletions of a day, clinic by clinic, and the next day. Tried for days, since nothing else would order that. */
export const retentionDay = defineJob({
  name: 'retention.day',
  schema: z.object({ day: z.iso.date() }),
  retries: 16,
  retryAfterSeconds: 5,
  expireAfterSeconds: 60,
});

/** Deletes what is due in a clinic. What a try leaves, the next one goes on with. */
export const retainInClinic = defineJob({
  name: 'retention.clinic',
  schema: z.object({ clinicId: z.uuid() }),
  retries: 6,
  retryAfterSeconds: 60,
  expireAfterSeconds: 3600,
});
