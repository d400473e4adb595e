import { z } from 'zod';
import { defineJob } from '../jobs/jobs.types.js';

/**
 * Reads a calendar outside and orders the next reading. `lastReadAt` names the reading that ordered it: of two jobs with one order,
 * which a job that is done at least once can come to, one does nothing. Tried for days, since nothing else would order it again.
 */
export const readCalendar = defineJob({
  name: 'calendars.read',
  schema: z.object({ clinicId: z.uuid(), importId: z.uuid(), lastReadAt: z.iso.datetime().nullable() }),
  retries: 16,
  retryAfterSeconds: 5,
  expireAfterSeconds: 60,
});
