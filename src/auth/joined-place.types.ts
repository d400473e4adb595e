import { z } from 'zod';

/** The first of January 2200. */
const LATEST_MS = 7_258_118_400_000;

/** Where a page ended of keys, people or invitations, which are listed in the order in which they came. */
export const JoinedPlace = z.object({ atMs: z.int().min(0).max(LATEST_MS), id: z.uuid() });
export type JoinedPlace = z.output<typeof JoinedPlace>;
