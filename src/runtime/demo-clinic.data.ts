import type { WeeklyHours } from '../clinics/clinics.types.js';
import type { DemoAppointmentType, DemoOperatory, DemoProvider } from './demo-clinic.types.js';

const [MON, TUE, WED, THU, FRI, SAT] = [1, 2, 3, 4, 5, 6];

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
  address: '128 Maple Street, Brookfield, New York',
  agentSettings: {
    languages: ['en', 'es'],
    greetings: {
      en: 'Thank you for calling Maple Street Dental. This is Ava, the virtual assistant. How can I help you today?',
      es: 'Gracias por llamar a Maple Street Dental. Soy Ava, la asistente virtual. ¿En qué puedo ayudarle?',
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
    keepsFree: on([MON], ['13:00', '15:00']),
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
    keepsFree: on([TUE], ['10:00', '11:30']),
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
    keepsFree: [],
  },
  {
    name: 'Jules Martin',
    role: 'assistant',
    hours: early([MON, WED]),
    keepsFree: on([MON, WED], ['10:00', '11:00']),
  },
];

export const DEMO_OPERATORIES: Omit<DemoOperatory, 'id'>[] = [
  { name: 'Hygiene 1', kind: 'hygiene' },
  { name: 'Hygiene 2', kind: 'hygiene' },
  { name: 'Hygiene 3', kind: 'hygiene' },
  { name: 'Treatment 1', kind: 'treatment' },
  { name: 'Treatment 2', kind: 'treatment' },
  { name: 'Treatment 3', kind: 'treatment' },
];

const HOUR = 60;
const DAY = 24 * HOUR;

/** What callers may ask for by themselves; the others are planned by a dentist. */
const byPhone = { phoneBooking: 'at_once', minNoticeMinutes: 2 * HOUR, horizonDays: 180 } as const;
const planned = { phoneBooking: 'no', minNoticeMinutes: DAY, horizonDays: 180 } as const;
const hygiene = { providerRole: 'hygienist', operatoryKind: 'hygiene' } as const;
const treatment = { providerRole: 'dentist', operatoryKind: 'treatment' } as const;

export const DEMO_TYPES: Omit<DemoAppointmentType, 'id'>[] = [
  {
    name: 'Cleaning',
    description: 'The regular cleaning and polish with a hygienist.',
    durationMinutes: 60,
    ...hygiene,
    ...byPhone,
    horizonDays: 365,
  },
  {
    name: 'Deep cleaning',
    description: 'Scaling below the gums, when a dentist has advised it.',
    durationMinutes: 90,
    ...hygiene,
    ...byPhone,
  },
  {
    name: 'Child checkup',
    description: 'Checkup and cleaning for a child under thirteen.',
    durationMinutes: 45,
    ...hygiene,
    ...byPhone,
  },
  {
    name: 'New patient exam',
    description: 'The first visit: examination and X-rays.',
    durationMinutes: 60,
    ...treatment,
    ...byPhone,
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
  },
  {
    name: 'Whitening',
    description: 'Whitening at the clinic.',
    durationMinutes: 60,
    providerRole: 'assistant',
    operatoryKind: 'hygiene',
    ...byPhone,
  },
  {
    name: 'Crown prep',
    description: 'A tooth is prepared for a crown.',
    durationMinutes: 90,
    ...treatment,
    ...planned,
  },
  {
    name: 'Root canal',
    description: 'A root canal treatment.',
    durationMinutes: 120,
    ...treatment,
    ...planned,
  },
];

/** Given and family name. Neighbours in the list who share a family name share a phone as well. */
export const DEMO_PATIENTS: [string, string][] = [
  ['Olivia', 'Bennett'],
  ['Marcus', 'Bennett'],
  ['Sofia', 'Ramirez'],
  ['Mateo', 'Ramirez'],
  ['Aisha', 'Rahman'],
  ['Daniel', 'Cohen'],
  ['Mei', 'Chen'],
  ['Kwame', 'Mensah'],
  ['Elena', 'Petrova'],
  ['Liam', "O'Connor"],
  ['Fatima', 'Al-Sayed'],
  ['Noah', 'Johansson'],
  ['Priscilla', 'Nguyen'],
  ['Andre', 'Baptiste'],
  ['Hannah', 'Goldberg'],
  ['Raj', 'Patel'],
  ['Anika', 'Patel'],
  ['Chloe', 'Dubois'],
  ['Tyrone', 'Jackson'],
  ['Yuki', 'Tanaka'],
  ['Isabella', 'Rossi'],
  ['Samuel', 'Okonkwo'],
  ['Grace', 'Thompson'],
  ['Ethan', 'Thompson'],
  ['Leila', 'Haddad'],
  ['Jamal', 'Washington'],
  ['Ingrid', 'Nilsen'],
  ['Carlos', 'Mendoza'],
  ['Beatriz', 'Silva'],
  ['Owen', 'Fitzgerald'],
  ['Zainab', 'Yusuf'],
  ['Peter', 'Kowalski'],
  ['Ruth', 'Abramson'],
  ['Dae', 'Park'],
  ['Naomi', 'Wright'],
  ['Hector', 'Vargas'],
  ['Lucia', 'Vargas'],
  ['Thomas', 'Müller'],
  ['Amelia', 'Clarke'],
  ['Winston', 'Reid'],
];
