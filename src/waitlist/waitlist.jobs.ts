import { z } from 'zod';
import { defineJob } from '../jobs/jobs.types.js';

const patience = { retries: 10, retryAfterSeconds: 2, expireAfterSeconds: 60 };

/** Ends an offer that nobody has answered. */
export const offerDeadline = defineJob({
  name: 'waitlist_offer_deadline',
  schema: z.object({ clinicId: z.uuid(), offerId: z.uuid() }),
  ...patience,
});

/** The last day that somebody wanted is over. */
export const entryDeadline = defineJob({
  name: 'waitlist_entry_deadline',
  schema: z.object({ clinicId: z.uuid() }),
  ...patience,
});
