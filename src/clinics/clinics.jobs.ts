import { z } from 'zod';
import type { ClinicId } from '../common/ids/ids.js';
import { defineJob } from '../jobs/jobs.types.js';

/**
 * Whatever has a clinic's name in it is to be made anew, such as the greeting as audio. Enqueued in the transaction that gives it
 * another name.
 */
export const clinicRenamed = defineJob<{ clinicId: ClinicId }>({
  name: 'clinic.renamed',
  schema: z.object({ clinicId: z.uuid().transform((id) => id as ClinicId) }),
  retries: 8,
  retryAfterSeconds: 10,
  expireAfterSeconds: 300,
});
