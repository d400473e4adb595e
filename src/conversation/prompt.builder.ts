import { Temporal } from 'temporal-polyfill';
import type { ClinicProfile, DayHours } from '../clinics/clinics.types.js';
import type { AgentSettings, Language } from '../profiles/agent-profile.types.js';
import type { CallScope } from './tools/tool.types.js';

const HOW_TO_BOOK = [
  'How to book:',
  '- Find out what the visit is for and when it would suit. Then use find_slots, and offer only times it returned.',
  '- If it answers with a question, ask that question, and use find_slots again with the answer.',
  '- When the caller has chosen a time, ask for the first and last name and use book_appointment.',
  '- Say that something is booked only after book_appointment answered so, and repeat the day and time.',
  '- What a result says about fee or preparation, say once, in a sentence.',
  '',
];

const NAMES: Record<Language, string> = { en: 'English', es: 'Spanish' };

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What shapes the instructions. */
export interface PromptParts {
  profile: ClinicProfile;
  agent: Pick<AgentSettings, 'languages' | 'prompt'>;
  scope: CallScope;
  opening: string | null;
}

/**
 * The instructions of the receptionist. They shape how it speaks; they protect nothing: what a call may do is decided in the
 * tools and the database.
 */
export function buildPrompt(
  { profile, agent, scope, opening }: PromptParts,
  language: Language,
  now: Temporal.Instant,
): string {
  const local = now.toZonedDateTimeISO(profile.timeZone);
  const { persona, style, knowledge } = agent.prompt;
  return [
    `You are the virtual receptionist of ${profile.name}, a dental clinic at ${profile.address}. You are on the phone.`,
    ...(persona === null ? [] : [persona]),
    `It is ${weekdayName(local.dayOfWeek)}, ${local.toPlainDate().toString()}, ${clockTime(local.hour * 60 + local.minute)} at the clinic.`,
    `Opening hours: ${openingHours(profile)}.`,
    ...hoursChanges(profile),
    ...overrides(profile),
    ...closures(profile),
    bookable(profile, scope),
    ...(knowledge === null ? [] : ['', 'What callers may ask:', knowledge]),
    '',
    ...(opening === null
      ? []
      : [
          'You have called this person. When they say hello, say these words first, exactly:',
          `First words: ${opening}`,
          '',
        ]),
    'How to speak:',
    ...spokenLanguage(language, agent.languages),
    ...(style === null ? [] : [style]),
    '- Short, friendly sentences, one question at a time. No lists, no markup: everything you write is spoken.',
    '- Say dates with their weekday, and times with AM or PM.',
    '- Never give medical advice or a diagnosis. If asked, say that you are a virtual assistant.',
    "- If the caller only says 'mm-hmm' or 'okay' while you are speaking, go on with what you were saying.",
    '- If someone can not breathe or swallow, or bleeds without stopping, tell them at once to call 911.',
    '',
    ...(scope.books && profile.appointmentTypes.length > 0 ? HOW_TO_BOOK : []),
    'How to help otherwise:',
    ...toAPerson(profile, scope),
    '- What you can not do goes to the desk: use take_message with the name and what it is about.',
    '- If a number or a date was not understood twice, use request_keypad_entry.',
    ...(scope.recorded
      ? ['- The caller was told of the recording. If they do not want it, use decline_recording.']
      : []),
    '- If a tool answers with a problem, follow its message.',
    '- When the caller needs nothing more, use end_call and say goodbye.',
  ].join('\n');
}

function bookable({ appointmentTypes }: ClinicProfile, { books }: CallScope): string {
  if (!books) return 'The clinic is closed now. You take messages only; appointments are made when it is open.';
  if (appointmentTypes.length === 0) return 'No visit can be booked by phone. Take a message for the desk.';
  return `Visits that can be booked by phone: ${appointmentTypes.map((type) => type.name).join(', ')}.`;
}

function spokenLanguage(language: Language, offered: readonly Language[]): string[] {
  const others = offered.filter((other) => other !== language).map((other) => NAMES[other]);
  return [
    `- Speak ${NAMES[language]}.`,
    ...(others.length > 0
      ? [`- If the caller speaks or wants ${others.join(' or ')}, use switch_language at once.`]
      : []),
  ];
}

function toAPerson({ deskNumber }: ClinicProfile, { deskAnswers }: CallScope): string[] {
  if (deskNumber === null) return [];
  if (deskAnswers) return ['- If the caller asks for a person, use transfer_to_human at once.'];
  return [
    '- Nobody is at the desk now. In an emergency use transfer_to_human all the same, with the reason emergency.',
  ];
}

function openingHours(profile: ClinicProfile): string {
  const days = WEEKDAYS.map((name, index) => {
    const hours = profile.openingHours.filter((row) => row.weekday === index + 1);
    return `${name} ${spans(hours)}`;
  });
  return days.join(', ');
}

function hoursChanges(profile: ClinicProfile): string[] {
  return profile.hoursChanges.map(({ from, weekdays }) => {
    const days = weekdays.map(({ weekday, hours }) => `${weekdayName(weekday)} ${spans(hours)}`);
    return `From ${weekdayName(from.dayOfWeek)}, ${from.toString()}: ${days.join(', ')}.`;
  });
}

function overrides(profile: ClinicProfile): string[] {
  if (profile.overrides.length === 0) return [];
  const days = profile.overrides.map(({ day, hours }) => `${day.toString()} ${spans(hours)}`);
  return [`Other hours on: ${days.join(', ')}.`];
}

const spans = (hours: DayHours['hours']): string =>
  hours.map((row) => `${clockTime(row.startMinute)} to ${clockTime(row.endMinute)}`).join(' and ') || 'closed';

function closures(profile: ClinicProfile): string[] {
  if (profile.closures.length === 0) return [];
  const days = profile.closures.map((closure) => {
    const span = closure.startsOn.equals(closure.endsOn) ? '' : ` to ${closure.endsOn.toString()}`;
    return `${closure.startsOn.toString()}${span} (${closure.name})`;
  });
  return [`Closed on: ${days.join(', ')}.`];
}

const weekdayName = (weekday: number): string => WEEKDAYS[weekday - 1] ?? '';

function clockTime(minuteOfDay: number): string {
  const hour = Math.floor(minuteOfDay / 60) % 24;
  const minute = String(minuteOfDay % 60).padStart(2, '0');
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'AM' : 'PM'}`;
}
