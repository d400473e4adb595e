import type { WeeklyHours } from '../clinics/clinics.types.js';
import type { RolePart } from '../scheduling/role-demands.policy.js';
import type { DemoAppointmentType, DemoBlockout, DemoOperatory, DemoProvider } from './demo-clinic.types.js';

const [MON, TUE, WED, THU, FRI, SAT] = [1, 2, 3, 4, 5, 6];
const HOUR = 60;
const DAY = 24 * HOUR;

const on = (weekdays: number[], ...stretches: [start: string, end: string][]): WeeklyHours[] =>
  weekdays.flatMap((weekday) =>
    stretches.map(([start, end]) => ({ weekday, startMinute: minutes(start), endMinute: minutes(end) })),
  );

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

export const DEMO_PROFILE = {
  name: 'Maple Street Dental',
  timeZone: 'America/New_York',
  number: '+15550100100',
  deskNumber: '+15550100101',
  onCallNumber: '+15550100109',
  address: '128 Maple Street, Brookfield, New York',
  directions:
    'We are on Maple Street, across from the public library. From Route 9 take the Brookfield exit and turn right at the second light. Bus 12 stops at the library.',
  parking: 'There are free parking spaces behind the house. The way in is from Elm Street.',
  agentSettings: {
    languages: ['en', 'es'],
    greetings: {
      en: 'Thank you for calling Maple Street Dental. This is Ava, the AI assistant. How can I help you today?',
      es: 'Gracias por llamar a Maple Street Dental. Soy Ava, la asistente de inteligencia artificial. ¿En qué puedo ayudarle?',
    },
    prompt: { persona: 'Your name is Ava.' },
  },
};

export const DEMO_OPENING_HOURS: WeeklyHours[] = [
  ...on([MON, TUE, WED, THU], ['8:00', '18:00']),
  ...on([FRI], ['8:00', '14:00']),
  ...on([SAT], ['9:00', '13:00']),
];

const early = (weekdays: number[]) => on(weekdays, ['8:00', '12:00'], ['13:00', '17:00']);
const late = (weekdays: number[]) => on(weekdays, ['9:00', '13:00'], ['14:00', '18:00']);
const friday = on([FRI], ['8:00', '11:00'], ['11:30', '14:00']);
const saturday = on([SAT], ['9:00', '13:00']);

export const DEMO_PROVIDERS: Omit<DemoProvider, 'id'>[] = [
  {
    name: 'Dr. Amara Osei',
    role: 'dentist',
    hours: [...early([MON, TUE, THU]), ...friday],
    keepsFree: [...on([MON], ['13:00', '15:00']), ...on([TUE], ['10:30', '11:30'])],
  },
  {
    name: 'Dr. Henrik Lindqvist',
    role: 'dentist',
    hours: late([TUE, WED, THU]),
    keepsFree: on([THU], ['14:00', '16:00']),
  },
  {
    name: 'Dr. Priya Raman',
    role: 'dentist',
    hours: [...late([MON]), ...early([WED]), ...friday, ...saturday],
    keepsFree: [],
  },
  {
    name: 'Marisol Vega',
    role: 'hygienist',
    hours: early([MON, TUE, WED]),
    keepsFree: [...on([TUE], ['10:00', '11:30']), ...on([MON], ['13:00', '15:00'])],
  },
  {
    name: 'Tom Okafor',
    role: 'hygienist',
    hours: [...late([TUE, WED, THU]), ...friday],
    keepsFree: on([THU], ['15:00', '16:30']),
  },
  {
    name: 'Grace Kim',
    role: 'hygienist',
    hours: [...late([MON]), ...early([THU]), ...friday, ...saturday],
    keepsFree: on([FRI], ['9:00', '11:00']),
  },
  {
    name: 'Jules Martin',
    role: 'assistant',
    hours: early([MON, WED]),
    keepsFree: [...on([MON, WED], ['10:00', '11:00']), ...on([MON], ['13:00', '15:00'])],
  },
  {
    name: 'Noor Aziz',
    role: 'assistant',
    hours: [...late([TUE, THU]), ...friday],
    keepsFree: on([THU], ['14:00', '16:00']),
  },
];

/** By the names of who and what they are about. */
export const DEMO_BLOCKOUTS: (WeeklyHours & {
  provider: string;
  reason: DemoBlockout['reason'];
  reserved: { types: string[]; releaseMinutes: number } | null;
})[] = [
  ...['Dr. Amara Osei', 'Dr. Henrik Lindqvist', 'Marisol Vega', 'Tom Okafor', 'Noor Aziz'].flatMap((provider) =>
    on([TUE], ['9:00', '9:30']).map((hours) => ({ ...hours, provider, reason: 'meeting' as const, reserved: null })),
  ),
  ...on([WED], ['14:00', '15:00']).map((hours) => ({
    ...hours,
    provider: 'Dr. Henrik Lindqvist',
    reason: 'emergencies' as const,
    reserved: { types: ['Emergency visit'], releaseMinutes: 2 * HOUR },
  })),
];

/** Who leaves early on one of the days to come, and when. */
export const DEMO_OVERRIDE = { provider: 'Grace Kim', weekday: THU, startMinute: 8 * HOUR, endMinute: 12 * HOUR };

export const DEMO_OPERATORIES: Omit<DemoOperatory, 'id'>[] = [
  { name: 'Hygiene 1', kind: 'hygiene' },
  { name: 'Hygiene 2', kind: 'hygiene' },
  { name: 'Hygiene 3', kind: 'hygiene' },
  { name: 'Treatment 1', kind: 'treatment' },
  { name: 'Treatment 2', kind: 'treatment' },
  { name: 'Treatment 3', kind: 'treatment' },
];

const plain = {
  setupMinutes: 0,
  cleanupMinutes: 0,
  openTo: 'everyone',
  parts: [] as RolePart[],
  preparation: null,
  feeNote: null,
  recallMonths: null,
} as const;
/** What callers may ask for by themselves; the others are planned by a dentist. */
const byPhone = { ...plain, phoneBooking: 'at_once', minNoticeMinutes: 2 * HOUR, horizonDays: 180 } as const;
const planned = { ...plain, phoneBooking: 'no', minNoticeMinutes: DAY, horizonDays: 180 } as const;
const hygiene = { providerRole: 'hygienist', operatoryKind: 'hygiene' } as const;
const treatment = { providerRole: 'dentist', operatoryKind: 'treatment' } as const;

const part = (role: RolePart['role'], fromMinute: number, toMinute: number): RolePart => ({
  role,
  fromMinute,
  toMinute,
});

export const DEMO_TYPES: Omit<DemoAppointmentType, 'id'>[] = [
  {
    name: 'Cleaning',
    description: 'The regular cleaning and polish with a hygienist.',
    durationMinutes: 60,
    ...hygiene,
    ...byPhone,
    horizonDays: 365,
    recallMonths: 6,
  },
  {
    name: 'Deep cleaning',
    description: 'Scaling below the gums, when a dentist has advised it.',
    durationMinutes: 90,
    ...hygiene,
    ...byPhone,
    cleanupMinutes: 15,
  },
  {
    // The dentist has a look at the end.
    name: 'Child checkup',
    description: 'Checkup and cleaning for a child under thirteen.',
    durationMinutes: 50,
    ...hygiene,
    ...byPhone,
    parts: [part('hygienist', 0, 40), part('dentist', 40, 50)],
    recallMonths: 6,
  },
  {
    name: 'New patient exam',
    description: 'The first visit: examination and X-rays.',
    durationMinutes: 60,
    ...treatment,
    ...byPhone,
    openTo: 'new_patients',
    preparation: 'Please bring a list of your medicines, and come ten minutes early.',
    feeNote: 'The first visit is 95 dollars without insurance, with X-rays.',
  },
  {
    name: 'Emergency visit',
    description: 'Pain, swelling, or a tooth that is broken or knocked out.',
    durationMinutes: 30,
    ...treatment,
    ...byPhone,
    minNoticeMinutes: 30,
    horizonDays: 14,
  },
  {
    name: 'Filling',
    description: 'A cavity is filled.',
    durationMinutes: 60,
    ...treatment,
    ...byPhone,
    preparation: 'Your mouth will be numb for some hours, so please eat before you come.',
  },
  {
    name: 'Consultation',
    description: 'A talk with a dentist about implants, aligners or another plan.',
    durationMinutes: 30,
    ...treatment,
    ...byPhone,
  },
  {
    name: 'Denture fitting',
    description: 'A denture is fitted or adjusted.',
    durationMinutes: 45,
    ...treatment,
    ...byPhone,
    // The laboratory has to be ready.
    phoneBooking: 'staff_approval',
  },
  {
    name: 'Whitening',
    description: 'Whitening at the clinic.',
    durationMinutes: 60,
    providerRole: 'assistant',
    operatoryKind: 'hygiene',
    ...byPhone,
    feeNote: 'Whitening is 320 dollars, and insurance does not pay for it.',
  },
  {
    name: 'Crown prep',
    description: 'A tooth is prepared for a crown.',
    durationMinutes: 90,
    ...treatment,
    ...planned,
    setupMinutes: 10,
    cleanupMinutes: 10,
    parts: [part('assistant', 0, 10), part('dentist', 10, 70), part('assistant', 70, 90)],
  },
  {
    // The dentist goes away while the numbing works.
    name: 'Root canal',
    description: 'A root canal treatment.',
    durationMinutes: 120,
    ...treatment,
    ...planned,
    setupMinutes: 15,
    cleanupMinutes: 15,
    parts: [part('dentist', 0, 15), part('dentist', 30, 120), part('assistant', 15, 120)],
    preparation: 'Please eat something light before you come.',
  },
];
