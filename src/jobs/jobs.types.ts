import type { z } from 'zod';

/** A kind of work that is done later, by whichever process gets to it, at least once. */
export interface JobKind<Data extends object> {
  name: string;
  /** Of what is stored. Ids only: jobs are kept for a while after they are done. */
  schema: z.ZodType<Data>;
  /** Tries after the first one, each waiting twice as long as the one before. */
  retries: number;
  retryAfterSeconds: number;
  /** A try that takes longer counts as failed: its process may be gone. */
  expireAfterSeconds: number;
}

export const defineJob = <Data extends object>(kind: JobKind<Data>): JobKind<Data> => kind;
