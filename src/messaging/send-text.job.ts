import { z } from 'zod';
import type { ClinicId, TextId } from '../common/ids/ids.js';
import { defineJob } from '../jobs/jobs.types.js';
import type { TextRef } from './texts.types.js';

/** So often the carrier is asked to send; the waits between make it about an hour. */
export const MAX_ATTEMPTS = 10;

/** A try is over after this, or its process is: less than the job may take, more than the requests of a try can. */
export const ATTEMPT_LASTS_SECONDS = 50;

export const SendText = defineJob<TextRef>({
  name: 'send-text',
  schema: z.object({
    clinicId: z.uuid().transform((id) => id as ClinicId),
    textId: z.uuid().transform((id) => id as TextId),
  }),
  // One more looks whether the last was sent after all; the others make up for tries that never got to the carrier.
  retries: MAX_ATTEMPTS + 3,
  // Not sooner: a request that was given up may still be worked on, and what it sends is then not to be seen yet.
  retryAfterSeconds: 5,
  expireAfterSeconds: 60,
});
