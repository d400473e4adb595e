import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import { AgentSettings, PROFILE_STATUSES, ProfileNote, type StoredProfile } from './agent-profile.types.js';
import { warningsOf } from './settings-warnings.policy.js';

/** Of a Postgres integer. */
const MAX_VERSION = 2 ** 31 - 1;

const version = z.int().min(1).max(MAX_VERSION);

export const VersionParam = z.coerce.number().pipe(version);

export const ProfileListQuery = z.strictObject(pageParameters(version));
export type ProfileListQuery = z.infer<typeof ProfileListQuery>;

export const CompareQuery = z.strictObject({
  with: VersionParam.describe('The other version.'),
});
export type CompareQuery = z.infer<typeof CompareQuery>;

const settingsChange = z
  .record(z.string(), z.unknown())
  .describe(
    'What is to differ, in the shape of the `settings` of the answer, as a JSON merge patch (RFC 7396): objects are ' +
      'merged, lists are replaced, null puts back the default.',
  );

export const NewDraftBody = z.strictObject({
  from: version
    .optional()
    .describe('The version to begin with, such as an older one to go back to; the published one when absent.'),
  settings: settingsChange.default({}),
  note: ProfileNote.default(null),
});
export type NewDraftBody = z.infer<typeof NewDraftBody>;

export const DraftChangeBody = z
  .strictObject({
    settings: settingsChange.optional(),
    note: ProfileNote.optional().describe('Stays as it is when absent.'),
  })
  .refine((change) => Object.keys(change).length > 0, 'give something to change');
export type DraftChangeBody = z.infer<typeof DraftChangeBody>;

export const RollBackBody = z
  .strictObject({ note: ProfileNote.default(null).describe('Why, for those who read the list of versions.') })
  .prefault({});
export type RollBackBody = z.output<typeof RollBackBody>;

const listed = {
  version: z.int().describe('Counts from 1 within the clinic.'),
  status: z.enum(PROFILE_STATUSES),
  note: z.string().nullable(),
  ...wallTimes('createdAt'),
  ...wallTimesOrNull('publishedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
};

export const ProfilePage = pageSchema(z.object(listed));
export type ListedProfileItem = z.infer<typeof ProfilePage>['items'][number];

export interface ListedProfile extends Pick<ListedProfileItem, 'version' | 'status' | 'note'> {
  createdAt: Temporal.Instant;
  publishedAt: Temporal.Instant | null;
}

export const ProfileItem = z.object({
  ...listed,
  settings: AgentSettings,
  warnings: z
    .array(z.object({ field: z.string().describe('JSON pointer into the settings.'), detail: z.string() }))
    .describe('What is allowed and hardly meant.'),
});
export type ProfileItem = z.infer<typeof ProfileItem>;

export const ProfileComparison = z.object({
  version: z.int(),
  with: z.int(),
  differences: z.array(
    z.object({
      path: z.string().describe('JSON pointer into the settings.'),
      value: z.unknown().describe('Of this version; null where there is none.'),
      otherValue: z.unknown().describe('Of the version that it is compared with.'),
    }),
  ),
});
export type ProfileComparison = z.infer<typeof ProfileComparison>;

export const toListedItem = (profile: ListedProfile, timeZone: string): ListedProfileItem => ({
  version: profile.version,
  status: profile.status,
  note: profile.note,
  ...toWallTimes(timeZone, { createdAt: profile.createdAt }),
  ...toWallTimesOrNull(timeZone, { publishedAt: profile.publishedAt }),
  timeZone,
});

export const toProfileItem = (profile: StoredProfile, timeZone: string): ProfileItem => ({
  ...toListedItem(profile, timeZone),
  settings: profile.settings,
  warnings: warningsOf(profile.settings),
});
