import { z } from 'zod';
import { defineJob } from '../jobs/jobs.types.js';

const patience = { retries: 8, retryAfterSeconds: 5, expireAfterSeconds: 60 };

/** Time of a provider has become free: somebody on the waiting list may want it. */
export const timeFreed = defineJob({
  name: 'schedule_time_freed',
  schema: z.object({
    clinicId: z.uuid(),
    providerId: z.uuid(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  }),
  ...patience,
});

/** A visit was booked, ended, or given up: when its patient should come again may be another day now. */
export const visitChanged = defineJob({
  name: 'schedule_visit_changed',
  schema: z.object({ clinicId: z.uuid(), appointmentId: z.uuid() }),
  ...patience,
});
