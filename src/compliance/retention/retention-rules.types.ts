import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import { toWallTimesOrNull, wallTimesOrNull } from '../../common/http/wall-time.types.js';
import { RETENTION_KINDS, RETENTION_LIMITS, type RetentionKind } from './retention-rules.policy.js';

/** What a clinic has chosen for a kind. */
export interface ChosenRule {
  kind: RetentionKind;
  days: number;
  floorDays: number | null;
  changedAt: Temporal.Instant;
}

const MAX_DAYS = Math.max(...Object.values(RETENTION_LIMITS).map(({ max }) => max));

/** Whatever stands in the path: a kind that is none is not found. */
export const KindParam = z
  .string()
  .max(50)
  .describe(`One of: ${RETENTION_KINDS.join(', ')}.`);

const kind = z
  .enum(RETENTION_KINDS)
  .describe('What is kept. `audit`: what is older is counted, and left to whoever operates the database.');
const days = z.int().min(1).max(MAX_DAYS);

export const RuleListQuery = z.strictObject(pageParameters(z.enum(RETENTION_KINDS)));
export type RuleListQuery = z.output<typeof RuleListQuery>;

export const RuleBody = z.strictObject({
  days: days.describe('So long records of this kind are kept, within `minDays` and `maxDays`.').meta({ example: 365 }),
  floorDays: days
    .nullable()
    .optional()
    .describe(
      'Fewer days are refused from now on, unless the same request sets another floor. Null: no floor. Absent: it stays as it is.',
    ),
});
export type RuleBody = z.output<typeof RuleBody>;

export const RuleItem = z.object({
  kind,
  days: z.int().describe('What holds: those that were chosen, or else the default.'),
  chosenDays: z.int().nullable().describe('Null where the clinic has chosen nothing.'),
  defaultDays: z.int(),
  minDays: z.int(),
  maxDays: z.int(),
  floorDays: z.int().nullable().describe("The clinic's own: fewer days are refused while it stands."),
  ...wallTimesOrNull('changedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type RuleItem = z.infer<typeof RuleItem>;

export const RulePage = pageSchema(RuleItem);

export function toRuleItem(kind: RetentionKind, chosen: ChosenRule | null, timeZone: string): RuleItem {
  const { min, max, usual } = RETENTION_LIMITS[kind];
  return {
    kind,
    days: chosen?.days ?? usual,
    chosenDays: chosen?.days ?? null,
    defaultDays: usual,
    minDays: min,
    maxDays: max,
    floorDays: chosen?.floorDays ?? null,
    ...toWallTimesOrNull(timeZone, { changedAt: chosen?.changedAt ?? null }),
    timeZone,
  };
}
