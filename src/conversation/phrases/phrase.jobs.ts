import { z } from 'zod';
import type { ClinicId } from '../../common/ids/ids.js';
import { defineJob } from '../../jobs/jobs.types.js';

/** Makes the audio that a clinic lacks. */
export const renderPhrases = defineJob<{ clinicId: ClinicId }>({
  name: 'phrases.render',
  schema: z.object({ clinicId: z.uuid().transform((id) => id as ClinicId) }),
  // Some hours of a provider that is away, or whose account is empty.
  retries: 12,
  retryAfterSeconds: 5,
  // A line takes a second or two, and a clinic has some forty; a line that hangs ends the try.
  expireAfterSeconds: 300,
});

/** Looks for clinics that lack audio, and orders it. */
export const reviewPhrases = defineJob({
  name: 'phrases.review',
  schema: z.object({}),
  retries: 5,
  retryAfterSeconds: 10,
  expireAfterSeconds: 300,
});
