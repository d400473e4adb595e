import { z } from 'zod';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from '../../common/http/wall-time.types.js';
import { day } from '../../common/validation/field.types.js';
import { RETENTION_KINDS } from './retention-rules.policy.js';
import type { RetentionForecast, RetentionRun } from './retention.types.js';

const kind = z.enum(RETENTION_KINDS);

/** Where a page of runs ended. */
const RunPlace = z.object({ day, kind });
export type RunPlace = z.output<typeof RunPlace>;

export const RunListQuery = z.strictObject({
  kind: kind.optional().describe('Of this kind of record only.'),
  from: day.optional().describe('The first day, in UTC.'),
  to: day.optional().describe('The last day, in UTC.'),
  ...pageParameters(RunPlace),
});
export type RunListQuery = z.output<typeof RunListQuery>;

const timeZone = z.string().describe("The clinic's zone, IANA.");

export const RunItem = z.object({
  day: z.iso.date().describe('In UTC: a day has one run for each kind.'),
  kind,
  ...wallTimes('before'),
  removed: z.int().describe('Records that were older than `before`, and are gone.'),
  held: z.int().describe('As old, and kept because of a legal hold.'),
  failed: z.int().describe('As old, and not removed: the carrier refused. Tried again on the next day.'),
  failedIds: z.array(z.uuid()).describe('The first of those.'),
  ...wallTimesOrNull('oldestAt', 'newestAt'),
  idsHash: z
    .string()
    .describe('SHA-256 over the ids of what was removed: whoever has them can check that it was these.'),
  ...wallTimesOrNull('finishedAt'),
  timeZone,
});
export type RunItem = z.infer<typeof RunItem>;

export const RunPage = pageSchema(RunItem);

export const RunPreview = z.object({
  items: z.array(
    z.object({
      kind,
      days: z.int().describe('How long it is kept.'),
      ...wallTimes('before'),
      due: z.int().describe('Records that a run would remove now.'),
      held: z.int().describe('As old, and kept because of a legal hold.'),
    }),
  ),
  timeZone,
});
export type RunPreview = z.infer<typeof RunPreview>;

export const toRunItem = (run: RetentionRun, timeZone: string): RunItem => ({
  day: run.day.toString(),
  kind: run.kind,
  ...toWallTimes(timeZone, { before: run.before }),
  removed: run.removed,
  held: run.held,
  failed: run.failed,
  failedIds: [...run.failedIds],
  ...toWallTimesOrNull(timeZone, { oldestAt: run.oldestAt, newestAt: run.newestAt }),
  idsHash: run.idsHash,
  ...toWallTimesOrNull(timeZone, { finishedAt: run.finishedAt }),
  timeZone,
});

export const toPreview = (forecasts: readonly RetentionForecast[], timeZone: string): RunPreview => ({
  items: forecasts.map(({ kind, days, before, due, held }) => ({
    kind,
    days,
    ...toWallTimes(timeZone, { before }),
    due,
    held,
  })),
  timeZone,
});
