import { z } from 'zod';
import type { ClinicId } from '../common/ids/ids.js';
import { defineJob } from '../jobs/jobs.types.js';

/** The version that a clinic has published. */
export interface PublishedProfile {
  clinicId: ClinicId;
  version: number;
}

/**
 * Whatever is to be made ready for a new version, such as its lines as audio. Enqueued in the transaction that publishes; the
 * version may have been replaced by the time it is done.
 */
export const profilePublished = defineJob<PublishedProfile>({
  name: 'profile.published',
  schema: z.object({ clinicId: z.uuid().transform((id) => id as ClinicId), version: z.int().min(1) }),
  retries: 8,
  retryAfterSeconds: 10,
  expireAfterSeconds: 300,
});
