import { Temporal } from 'temporal-polyfill';
import type { Verdict } from '../../simulation/caller/call-report.types.js';
import type { DatabaseExpectation, ToolsExpectation } from '../../simulation/caller/expectation.types.js';
import { WEEKDAYS, type Day } from '../../simulation/caller/given.types.js';
import { plainWords } from '../../simulation/caller/words.policy.js';
import type { EndState, FoundVisit, World } from './world.types.js';

/** Visits that take place, as far as anybody knows. */
const OPEN = ['requested', 'scheduled', 'confirmed'];

type ExpectedVisit = NonNullable<DatabaseExpectation['visits']>[number];
type Where = Pick<World, 'openedAt' | 'timeZone' | 'patientIds'>;

/** Judges what a run has left in its clinic's database. */
export function judgeEndState(expect: DatabaseExpectation | undefined, state: EndState, world: Where): Verdict[] {
  return [
    judgeUnended(state),
    ...(expect?.visits ? [judgeVisits(expect.visits, state, world)] : []),
    ...(expect?.patients ?? []).map((patient) => judgePatient(patient, state)),
    ...judgeCount('new patients', expect?.newPatients, newPatients(state, world)),
    ...(expect?.waitlist ? [judgeWaitlist(expect.waitlist, state)] : []),
    ...(expect?.tasks ? [judgeTasks(expect.tasks, state)] : []),
    ...Object.entries(expect?.texts ?? {}).flatMap(([kind, count]) =>
      judgeCount(`texts of the kind ${kind}`, count, state.texts.get(kind) ?? 0),
    ),
    ...judgeCount('holds', expect?.holds, state.holds),
    ...(expect?.verified ? [judgeVerified(expect.verified, state)] : []),
    ...judgeRefusals(expect?.refusals, state),
    ...judgeEmergency(expect?.emergency, state),
    ...(expect?.nowhere ?? []).map((pattern) => judgeNowhere(pattern, state)),
  ];
}

interface ToolRun {
  name: string;
  durationMs: number | null;
}

/** Judges what the model ran, by the record of the call. */
export function judgeTools(expect: ToolsExpectation | undefined, runs: readonly ToolRun[]): Verdict[] {
  if (!expect) return [];
  const names = runs.map(({ name }) => name);
  const found = list([...new Set(names)]);
  return [
    ...expect.called.map((name) => ({ what: `${name} was used`, held: names.includes(name), found })),
    ...expect.notCalled.map((name) => ({ what: `${name} was not used`, held: !names.includes(name), found })),
    ...(expect.atMost === undefined
      ? []
      : [
          {
            what: `at most ${expect.atMost} tools were run`,
            held: names.length <= expect.atMost,
            found: `${names.length}`,
          },
        ]),
    ...Object.entries(expect.tookAtLeastMs).map(([name, ms]) => {
      const took = runs.filter((run) => run.name === name).map(({ durationMs }) => durationMs ?? 0);
      const quickest = Math.min(...took);
      return {
        what: `every ${name} took at least ${ms} ms`,
        held: took.length > 0 && quickest >= ms,
        found: took.length > 0 ? `${quickest} ms` : 'was not used',
      };
    }),
  ];
}

function judgeUnended({ unended }: EndState): Verdict {
  return {
    what: 'every call and every run of a tool has ended',
    held: unended.tools === 0 && unended.calls === 0,
    found: `${unended.calls} calls and ${unended.tools} runs are open`,
  };
}

function judgeVisits(expected: readonly ExpectedVisit[], { visits }: EndState, world: Where): Verdict {
  const isOpen = ({ status }: { status?: string | undefined }) => status === undefined || OPEN.includes(status);
  const open = visits.filter(isOpen);
  const wanted = expected.filter(isOpen);
  const over = expected.filter((one) => !isOpen(one));
  const fits = (one: ExpectedVisit, visit: FoundVisit) => visitFits(one, visit, world);
  const held = open.length === wanted.length && canPair(wanted, open, fits) && canPair(over, visits, fits);
  return {
    what: `the visits are ${list(expected.map(wordsOfExpected))}`,
    held,
    found: list(visits.map((visit) => wordsOfFound(visit, world))),
  };
}

function visitFits(
  { patient, type, day, time, with: provider, status }: ExpectedVisit,
  visit: FoundVisit,
  world: Where,
) {
  const local = visit.startsAt.toZonedDateTimeISO(world.timeZone);
  return (
    (patient === undefined || sameName(patient, visit.patient)) &&
    (type === undefined || visit.type.search(type) >= 0) &&
    (provider === undefined || visit.provider.search(provider) >= 0) &&
    (time === undefined || local.toPlainTime().equals(Temporal.PlainTime.from(time))) &&
    (day === undefined || isOn(day, local.toPlainDate(), world)) &&
    (status === undefined ? OPEN.includes(visit.status) : visit.status === status)
  );
}

/** A weekday is that of any week. */
function isOn(day: Day, date: Temporal.PlainDate, { openedAt, timeZone }: Where): boolean {
  if ('weekday' in day) return date.dayOfWeek === day.weekday;
  return date.equals(openedAt.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: day.inDays }));
}

function judgePatient(expected: NonNullable<DatabaseExpectation['patients']>[number], { patients }: EndState): Verdict {
  const { name, birthDate, phone, email } = expected;
  const held = patients.some(
    (patient) =>
      sameName(patient.name, name) &&
      (birthDate === undefined || patient.birthDate === birthDate) &&
      (phone === undefined || patient.phone === phone) &&
      (email === undefined || patient.email?.toLowerCase() === email.toLowerCase()),
  );
  const words = (one: typeof expected | EndState['patients'][number]) =>
    [one.name, one.birthDate, one.phone, one.email].filter(Boolean).join(' ');
  return { what: `there is a patient ${words(expected)}`, held, found: list(patients.map(words)) };
}

const newPatients = ({ patients }: EndState, { patientIds }: Where): number => {
  const given = new Set(patientIds.values());
  return patients.filter(({ id }) => !given.has(id)).length;
};

function judgeCount(what: string, expected: number | undefined, found: number): Verdict[] {
  return expected === undefined
    ? []
    : [{ what: `there are ${expected} ${what}`, held: found === expected, found: `${found}` }];
}

function judgeWaitlist(expected: NonNullable<DatabaseExpectation['waitlist']>, { waitlist }: EndState): Verdict {
  const fits = (one: (typeof expected)[number], entry: EndState['waitlist'][number]) =>
    sameName(one.patient, entry.patient) && (one.type === undefined || entry.type.search(one.type) >= 0);
  return {
    what: `on the waiting list are ${list(expected.map(({ patient, type }) => words(patient, type?.source)))}`,
    held: expected.length === waitlist.length && canPair(expected, waitlist, fits),
    found: list(waitlist.map(({ patient, type }) => words(patient, type))),
  };
}

function judgeTasks(expected: NonNullable<DatabaseExpectation['tasks']>, { tasks }: EndState): Verdict {
  const fits = ({ kind, note }: (typeof expected)[number], task: EndState['tasks'][number]) =>
    task.kind === kind && (note === undefined || plainWords(task.note ?? '').search(note) >= 0);
  return {
    what: `the desk's tasks are ${list(expected.map(({ kind, note }) => words(kind, note && `"${note.source}"`)))}`,
    held: expected.length === tasks.length && canPair(expected, tasks, fits),
    found: list(tasks.map(({ kind, note }) => words(kind, note ? `"${note}"` : undefined))),
  };
}

function judgeVerified(expected: readonly string[], { verified }: EndState): Verdict {
  return {
    what: `the caller could act for ${list(expected)}`,
    held: expected.length === verified.length && canPair(expected, verified, sameName),
    found: list(verified),
  };
}

function judgeRefusals(expected: DatabaseExpectation['refusals'], { refusals }: EndState): Verdict[] {
  if (expected === undefined) return [];
  const held = expected === 'some' ? refusals > 0 : refusals === expected;
  return [{ what: `records were refused: ${expected}`, held, found: `${refusals} refusals` }];
}

function judgeEmergency(expected: DatabaseExpectation['emergency'], { emergencies }: EndState): Verdict[] {
  if (expected === undefined) return [];
  const held = expected === 'none' ? emergencies.length === 0 : emergencies.includes(expected);
  return [{ what: `the emergency is ${expected}`, held, found: list(emergencies) }];
}

function judgeNowhere(pattern: RegExp, { kept }: EndState): Verdict {
  const found = kept.filter((text) => plainWords(text).search(pattern) >= 0);
  return { what: `"${pattern.source}" is kept nowhere`, held: found.length === 0, found: `${found.length} places` };
}

/** True when each of the first has one of the others to itself. */
function canPair<A, B>(first: readonly A[], others: readonly B[], fits: (one: A, other: B) => boolean): boolean {
  const [one, ...rest] = first;
  if (one === undefined) return true;
  return others.some((other, index) => fits(one, other) && canPair(rest, others.toSpliced(index, 1), fits));
}

const sameName = (one: string, other: string): boolean => plainWords(one) === plainWords(other);

const words = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' ');

const list = (parts: readonly string[]): string => (parts.length === 0 ? 'none' : parts.join(', '));

const wordsOfExpected = ({ patient, type, day, time, with: provider, status }: ExpectedVisit): string =>
  words(
    patient ?? 'somebody',
    type?.source,
    day && ('weekday' in day ? `on ${WEEKDAYS[day.weekday - 1]}` : `in ${day.inDays} days`),
    time && `at ${time}`,
    provider && `with ${provider.source}`,
    status,
  );

function wordsOfFound({ patient, type, provider, status, startsAt }: FoundVisit, { timeZone }: Where): string {
  const local = startsAt.toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = `on ${WEEKDAYS[local.dayOfWeek - 1]} ${local.toPlainDate().toString()}`;
  return words(patient, type, day, `at ${time}`, `with ${provider}`, status);
}
