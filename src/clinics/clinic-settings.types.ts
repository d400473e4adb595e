import { z } from 'zod';
import { pageParameters } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { isCountry } from '../common/validation/dialled-number.js';
import { phoneNumber, shortText } from '../common/validation/field.types.js';
import { changeOf } from './clinic-fields.types.js';

const MAX_PLACES = 50;
const isDistinct = (places: string[]): boolean => new Set(places).size === places.length;

const timeZone = z
  .string()
  .max(60)
  .regex(/^[A-Za-z]+([/_+-][A-Za-z0-9]+)*$/, "expected a zone's IANA name, such as America/Chicago")
  .describe(
    'IANA. Hours and closures are of its local days; visits that are booked stay at the same moment when it changes.',
  )
  .meta({ example: 'America/Chicago' });

/** What a clinic settles for itself. Ranges are those of the database, and where it has none, what makes sense on the phone. */
const settings = {
  name: shortText(100).describe('As callers hear it.').meta({ example: 'Elm Street Dental' }),
  timeZone,
  address: shortText(300).meta({ example: '12 Elm Street, Springfield' }),
  directions: shortText(1000)
    .nullable()
    .describe('How to get there, in words for the ear; null: callers are told to ask the desk.'),
  parking: shortText(1000).nullable().describe('Where to leave the car, in words for the ear.'),
  acceptsCalls: z.boolean().describe('False: no call gets the receptionist; each goes the way of `overflow`.'),
  overflow: z
    .enum(['message', 'ring_desk', 'voicemail', 'menu'])
    .describe(
      "What callers get when the receptionist can't take a call: words only, the desk's phone (needs `deskNumber`), voicemail, " +
        'or a choice by keypad.',
    ),
  deskNumber: phoneNumber
    .nullable()
    .describe("The desk's own phone, which calls are handed to. None of the clinic's own lines."),
  onCallNumber: phoneNumber
    .nullable()
    .describe("Who is called in an emergency while nobody is at the desk. None of the clinic's own lines."),
  afterHours: z
    .enum(['answer', 'take_messages'])
    .describe('Outside of opening hours the receptionist does everything, or takes messages only.'),
  deskAnswers: z
    .enum(['opening_hours', 'always'])
    .describe(
      'When calls are handed to the desk. `always`: an answering service takes them when the clinic is closed.',
    ),
  transferMode: z
    .enum(['cold', 'warm'])
    .describe('`warm`: the person at the desk hears a summary first, and accepts with a key.'),
  transferUnanswered: z.enum(['agent', 'voicemail']).describe('Where callers go whom nobody at the desk took.'),
  recording: z
    .enum(['off', 'announced'])
    .describe('`announced`: calls are recorded after a notice, unless the caller objects.'),
  maxCallMinutes: z.int().min(2).max(240),
  maxCallTools: z.int().min(10).max(500).describe('Runs of tools that one call may have.'),
  maxCallTokens: z
    .int()
    .min(10_000)
    .max(10_000_000)
    .describe('What the model may read and write in one call, estimated.'),
  maxConcurrentCalls: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .describe('Callers beyond it get `overflow`. Null: as many as the server takes.'),
  outboundFromMinute: z
    .int()
    .min(480)
    .max(1259)
    .describe(
      "Calls and offers of ours begin at this minute of the called party's local day, and end before `outboundUntilMinute`.",
    ),
  outboundUntilMinute: z.int().min(481).max(1260),
  dialCountries: z
    .array(z.string().refine(isCountry, 'expected a country as ISO 3166 has it, such as US'))
    .max(MAX_PLACES)
    .refine(isDistinct, 'expected each once')
    .describe(
      'Countries that calls, transfers and texts of this clinic may go to, of ISO 3166. Premium, shared-cost, personal, satellite and ' +
        'universal numbers are dialled nowhere.',
    )
    .meta({ example: ['US', 'CA'] }),
  dialPrefixes: z
    .array(z.string().regex(/^\+[1-9]\d{1,9}$/, 'expected the beginning of an E.164 number, such as +5255'))
    .max(MAX_PLACES)
    .refine(isDistinct, 'expected each once')
    .describe('Beginnings of numbers in other countries that they may go to as well.')
    .meta({ example: ['+5255'] }),
  maxPlacedCallsPerDay: z
    .int()
    .min(0)
    .max(5000)
    .describe('Calls that the clinic places within 24 hours. Those beyond it wait.'),
  slotMinutes: z.literal([5, 10, 15, 20, 30]).describe('Visits begin on multiples of it.'),
  lateCancelMinutes: z
    .int()
    .min(0)
    .max(43_200)
    .describe('Whoever cancels or moves a visit later than this before it does so late.'),
  maxOpenAppointments: z
    .int()
    .min(1)
    .max(50)
    .describe('Visits to come that one patient may hold at a time, when callers book.'),
  waitlistAnswerMinutes: z
    .int()
    .min(1)
    .max(1440)
    .describe('So long somebody on the waiting list has time to answer an offer.'),
};

export type Settings = z.infer<z.ZodObject<typeof settings>>;

/** What must be known of a clinic before it can be called. */
export const NewClinic = z.object({ name: settings.name, timeZone: settings.timeZone, address: settings.address });
export type NewClinic = z.infer<typeof NewClinic>;

export const SETTING_NAMES = Object.keys(settings) as (keyof Settings)[];

export const SettingsChangeBody = changeOf(settings);
export type SettingsChangeBody = z.infer<typeof SettingsChangeBody>;

/** Stored settings may be older than today's limits of length. */
export const ClinicItem = z.object({
  id: z.uuid(),
  ...settings,
  name: z.string(),
  timeZone: z.string().describe('IANA.'),
  address: z.string(),
  directions: z
    .string()
    .nullable()
    .describe(settings.directions.description ?? ''),
  parking: z
    .string()
    .nullable()
    .describe(settings.parking.description ?? ''),
  deskNumber: z.string().nullable().describe('E.164.'),
  onCallNumber: z.string().nullable().describe('E.164.'),
  lateCancelMinutes: z
    .int()
    .min(0)
    .describe(settings.lateCancelMinutes.description ?? ''),
  maxConcurrentCalls: z
    .int()
    .min(1)
    .nullable()
    .describe(settings.maxConcurrentCalls.description ?? ''),
});
export type ClinicItem = z.infer<typeof ClinicItem>;

/** Where a page of clinics ended. */
const ClinicPlace = z.object({ id: z.uuid() });

export const ClinicListQuery = z.strictObject(pageParameters(ClinicPlace));
export type ClinicListQuery = z.infer<typeof ClinicListQuery>;

export const ClinicPage = z.object({
  items: z.array(ClinicItem),
  nextCursor: z.string().nullable().describe('Null on the last page: a credential is for one clinic.'),
});

export const toClinicItem = (id: ClinicId, stored: Settings): ClinicItem => {
  const told = Object.fromEntries(SETTING_NAMES.map((name) => [name, stored[name]])) as Settings;
  return { id, ...told };
};
