import { Temporal } from 'temporal-polyfill';
import type { CallFacts } from './call-facts.types.js';
import type { CallReport, Verdict } from './call-report.types.js';
import { WEEKDAYS } from './given.types.js';
import type { BookedAppointment } from './record.types.js';
import { judgeAftermath } from './aftermath.policy.js';
import type { CallerAccount, Remark } from './caller.types.js';
import type { Expectation } from './expectation.types.js';
import type { HeardPattern } from './pattern.types.js';
import type { Scenario } from './scenario.types.js';
import { plainWords } from './words.policy.js';

/** Where a turn was cut, the record and the ear may differ by so many words: one was half said, one was on its way. */
const CUT_SLACK_WORDS = 2;

/** Judges a call by its scenario, and by what must hold in every call. */
export function judge({ expect }: Scenario, facts: CallFacts): Verdict[] {
  return [
    judgeOutcome(expect, facts),
    ...judgeAppointment(expect, facts),
    ...judgeHeard('the caller', expect, callersEar(facts.account), facts.account),
    ...judgeDesk(expect, facts.account),
    ...expect.cutShort.map((turn) => judgeCut(turn, facts)),
    ...judgeAftermath(expect, facts),
    ...judgeSilence(expect, facts.account),
    judgeRecord(facts),
    judgeProtocol(facts),
    ...facts.meanwhile.map((rival) => judgeRival(rival, facts)),
  ];
}

/** True when nothing that may come late, long after the hang-up, is still expected. */
export const isSettled = ({ expect }: Scenario, facts: CallFacts): boolean =>
  [judgeOutcome(expect, facts), ...judgeAppointment(expect, facts), ...judgeAftermath(expect, facts)].every(
    ({ held }) => held !== false,
  );

function judgeOutcome(expect: Expectation, { record }: CallFacts): Verdict {
  const found = record ? (record.outcome ?? 'none yet') : 'no record of the call';
  const wanted = [expect.outcome].flat();
  return { what: `the outcome is ${wanted.join(' or ')}`, held: wanted.some((one) => one === found), found };
}

function judgeAppointment(expect: Expectation, { appointment }: CallFacts): Verdict[] {
  if (expect.appointment === undefined && expect.database?.visits) return [];
  const expected = expect.appointment ?? 'none';
  const found = appointment ? describe(appointment) : 'no appointment';
  if (expected === 'none') return [{ what: 'nothing was booked', held: appointment === null, found }];
  const wanted = [
    expected.type && `type ${expected.type.source}`,
    expected.weekday && `on ${expected.weekday}`,
    expected.patient && `for ${expected.patient}`,
    expected.status,
  ].filter(Boolean);
  const held =
    appointment !== null &&
    (!expected.type || appointment.type.search(expected.type) >= 0) &&
    (!expected.weekday || weekdayOf(appointment) === expected.weekday) &&
    (!expected.patient || appointment.patient.name === expected.patient) &&
    (!expected.status || appointment.status === expected.status);
  return [{ what: ['an appointment is booked', ...wanted].join(', '), held, found }];
}

interface Ear {
  text: string;
  understoodAnything: boolean;
}

/** Whoever owns an answering machine hears its tape. */
function callersEar(account: CallerAccount): Ear {
  if (account.tape !== null) return { text: plainWords(account.tape), understoodAnything: true };
  return { text: heardText(account.remarks, 'caller'), understoodAnything: account.understoodAnything };
}

function judgeHeard(
  who: string,
  expect: { heard: readonly HeardPattern[]; notHeard: readonly RegExp[] },
  { text, understoodAnything }: Ear,
  { voiceMs }: Pick<CallerAccount, 'voiceMs'>,
): Verdict[] {
  const verdict = (what: string, held: boolean, count: number): Verdict =>
    understoodAnything
      ? { what, held, found: `heard ${count} time${count === 1 ? '' : 's'}` }
      : { what, held: voiceMs > 0 ? null : held, found: 'no words were heard' };
  return [
    ...expect.heard.map(({ words, times }) => {
      const count = [...text.matchAll(words)].length;
      const what = `${who} heard "${words.source}"${times === null ? '' : ` ${times} times`}`;
      return verdict(what, times === null ? count > 0 : count === times, count);
    }),
    ...expect.notHeard.map((words) => {
      const count = [...text.matchAll(words)].length;
      return verdict(`${who} did not hear "${words.source}"`, count === 0, count);
    }),
  ];
}

function judgeDesk({ phones, bridged }: Expectation, { desk, events }: CallerAccount): Verdict[] {
  const text = heardText(desk ?? [], 'desk');
  const ear = { text, understoodAnything: true };
  const heard = [
    ...(phones?.desk ? judgeHeard('the desk', phones.desk, ear, { voiceMs: 0 }) : []),
    ...(phones?.onCall ? judgeHeard('whoever is on call', phones.onCall, ear, { voiceMs: 0 }) : []),
  ];
  if (bridged === undefined) return heard;
  const found = events.some(({ type }) => type === 'dial_bridged');
  const verdict = {
    what: bridged ? 'the caller was connected to the desk' : 'the caller was not connected to the desk',
    held: found === bridged,
    found: found ? 'connected' : 'not connected',
  };
  return [...heard, verdict];
}

function judgeSilence({ maxSilenceMs }: Expectation, { longestSilenceMs }: CallerAccount): Verdict[] {
  if (maxSilenceMs === undefined) return [];
  const what = `the caller never waited for a sound for more than ${maxSilenceMs} ms`;
  return [{ what, held: longestSilenceMs <= maxSilenceMs, found: `${longestSilenceMs} ms` }];
}

function judgeCut(turn: RegExp, { record, account }: CallFacts): Verdict {
  const what = `a turn with "${turn.source}" was cut short`;
  const cut = record?.turns.find(
    ({ role, text, interrupted }) => role === 'agent' && interrupted && plainWords(text).search(turn) >= 0,
  );
  if (!cut) return { what, held: false, found: 'not in the record' };
  const ending = lastWords(plainWords(cut.text), 3);
  // Who was cut off may say the same again, to its end.
  const others = (record?.turns ?? []).filter((turn) => turn.role === 'agent' && turn !== cut);
  const elsewhere = others.reduce((count, { heard }) => count + timesIn(plainWords(heard), ending), 0);
  const heardItsEnd = timesIn(heardText(account.remarks, 'caller'), ending) > elsewhere;
  const held = cut.heard.length < cut.text.length && !heardItsEnd;
  return { what, held, found: heardItsEnd ? `"${ending}" was heard` : `heard up to "${lastWords(cut.heard, 3)}"` };
}

/** What the record says was heard is what the ear heard: no less, and at a cut no more. */
function judgeRecord({ record, account }: CallFacts): Verdict {
  const what = 'the record says what the caller heard';
  if (!account.understoodAnything) return { what, held: null, found: 'no words were heard' };
  const heard = ` ${heardText(account.remarks, 'caller')} `;
  const agentTurns = (record?.turns ?? []).filter(({ role }) => role === 'agent');
  const wrong = agentTurns.find((turn) => {
    const { text, heard: recorded, interrupted } = turn;
    const words = plainWords(recorded).split(' ');
    const sure = interrupted ? words.slice(0, -CUT_SLACK_WORDS) : words;
    const beyond = plainWords(text)
      .split(' ')
      .slice(0, words.length + CUT_SLACK_WORDS + 1);
    // Who was cut off may say the same again, and that is heard then.
    const saidAgain = agentTurns.some((other) => other !== turn && holds(` ${plainWords(other.heard)} `, beyond));
    const understated =
      interrupted && !saidAgain && beyond.length > words.length + CUT_SLACK_WORDS && holds(heard, beyond);
    return !holds(heard, sure) || understated;
  });
  return wrong
    ? { what, held: false, found: `turn ${wrong.seq} was heard otherwise than recorded` }
    : { what, held: record !== null, found: record ? 'all turns agree' : 'no record of the call' };
}

const timesIn = (text: string, words: string): number => text.split(words).length - 1;

const holds = (heard: string, words: readonly string[]): boolean =>
  words.length === 0 || heard.includes(` ${words.join(' ')} `);

function judgeProtocol({ account }: CallFacts): Verdict {
  const failures = account.events.flatMap((event) => (event.type === 'failed' ? [event.detail] : []));
  return {
    what: "the server kept to the carrier's protocol",
    held: failures.length === 0,
    found: failures.length === 0 ? 'no complaints' : failures.join('; '),
  };
}

function judgeRival(rival: CallReport, { appointment }: CallFacts): Verdict {
  const what = `meanwhile ${rival.scenario} went as expected, and took another slot`;
  if (!rival.ok) return { what, held: false, found: 'its own expectations did not hold' };
  if (!rival.appointment || !appointment) return { what, held: true, found: 'one of the two booked' };
  const same =
    rival.appointment.startsAt === appointment.startsAt && rival.appointment.provider === appointment.provider;
  return { what, held: !same, found: same ? 'both hold one slot' : `${describe(rival.appointment)} there` };
}

const heardText = (remarks: readonly Remark[], hearer: Remark['who']): string =>
  plainWords(
    remarks
      .filter(({ who }) => who !== hearer)
      .map(({ text }) => text)
      .join(' '),
  );

const lastWords = (text: string, count: number): string => text.split(' ').slice(-count).join(' ');

function localStart({ startsAt, timeZone }: BookedAppointment): Temporal.ZonedDateTime {
  return Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone);
}

const weekdayOf = (appointment: BookedAppointment): string => WEEKDAYS[localStart(appointment).dayOfWeek - 1] ?? '';

/** `Cleaning on Tuesday 2026-12-01 at 09:30` */
export function describe(appointment: BookedAppointment): string {
  const local = localStart(appointment);
  const weekday = weekdayOf(appointment);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${appointment.type} on ${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${local.toPlainDate().toString()} at ${time}`;
}
