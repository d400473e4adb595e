import type { Acts } from './acts.policy.js';
import type { Dialogue, Other, World } from './dialogue.types.js';
import { marksIn, momentIn } from './moments.policy.js';
import { chosenAmong, type Option } from './options.policy.js';
import { MOST_OPTIONS } from './phrasing.policy.js';
import { isPersonal, keyFor, missingReferences, slotOf } from './references.policy.js';
import { askedFor, catchSlots, isMoment, type Caught } from './slots.policy.js';
import type { Slot, Slots } from './slots.types.js';
import { conversational, isSearch, producerOf, type Param, type Tool } from './tools.policy.js';
import { capitalised, tokenize } from './words.policy.js';

/** What is heard: the words, and those of them that may say when the caller would like to come. */
export interface Heard {
  text: string;
  moments: string;
  acts: Acts;
}

/** Choices among what is on offer first; then whatever values the turn gives. */
export function takeInformation(before: Dialogue, heard: Heard, world: World): Dialogue {
  const { text, acts } = heard;
  const dialogue = withOther(before, text);
  // Who has chosen is answering another question by now, unless it is to take the choice back.
  const choosesNow = dialogue.chosen === null || acts.corrects;
  const picked = dialogue.offered && choosesNow ? picks(dialogue.offered, text, acts) : [];
  const caught = caughtIn(dialogue, heard, picked.length > 0, world);
  const changed = Object.entries(caught.slots).filter(([slot, { value }]) => dialogue.slots[slot]?.value !== value);
  const slots = changed.length > 0 ? { ...dialogue.slots, ...Object.fromEntries(changed) } : dialogue.slots;
  const answered = changed.some(([, { moment }]) => moment !== null);
  const readings = answered ? null : dialogue.readings;
  const informed = withCorrectedName({ ...dialogue, slots, undecided: caught.undecided, readings }, text);
  if (picked.length > 0) return settle(informed, picked, world);
  const searches = sourcesOf(dialogue.offeredBy, world.tools);
  const outdated = changed.some(([slot]) => searches.some((tool) => tool.params.some((param) => param.slot === slot)));
  return outdated ? { ...informed, offered: null, offeredBy: null, chosen: null } : informed;
}

const RELATIVES =
  'son|daughter|kid|child|boy|girl|baby|wife|husband|partner|spouse|mother|mom|mum|father|dad|brother|sister|grandson|granddaughter|grandmother|grandfather|friend|roommate|boyfriend|girlfriend';
const SPEAKS_FOR = new RegExp(
  `\\b(?:[Mm]y|[Oo]ur) (?:\\w+ )?(${RELATIVES})(?:'s|s)?(?:,? (?:named |called |whose name is )?(\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)?))?`,
  'u',
);
const FOR_THEM = new RegExp(
  `\\b(for|of|behalf of) (my|our) (\\w+ )?(${RELATIVES})\\b|\\b(my|our) (\\w+ )?(${RELATIVES})('s|s)? ([\\w']+ ){0,3}(appointment|visit|cleaning|booking|exam|checkup|tooth|teeth|needs|has|wants|would)\\b|\\b(bring|register|book|schedule|cancel|move) (in )?(my|our) (\\w+ )?(${RELATIVES})\\b`,
  'i',
);

const THEIR_NAME =
  /\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he (?:patient|child)'?s) (?:full )?name(?: is|'s) (\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*)/u;

function withOther(dialogue: Dialogue, text: string): Dialogue {
  const known = otherIn(text) ?? dialogue.other;
  const name = THEIR_NAME.exec(text)?.[1] ?? known?.name ?? null;
  if (!known && name === null) return dialogue;
  const other = { relation: known?.relation ?? '', name };
  const isNew = other.name !== dialogue.other?.name || other.relation !== dialogue.other.relation;
  if (!isNew) return dialogue;
  const isFull = name?.includes(' ') === true;
  return {
    ...dialogue,
    other,
    slots: isFull ? { ...dialogue.slots, 'name:other': { value: name, moment: null } } : dialogue.slots,
  };
}

/** Whom the caller speaks for: `an appointment for my son Leo`. */
function otherIn(text: string): Other | null {
  if (!FOR_THEM.test(text)) return null;
  const [, relation = '', name] = SPEAKS_FOR.exec(text) ?? [];
  return relation === '' ? null : { relation, name: name?.replace(/'s?$/, '') ?? null };
}

const NOT_BUT = /\bnot (\p{L}+)[,.]? (?:but |it's |its |it is )?(\p{L}+)\b/u;

/** `not Maria, Mariah`: of a name that is known one part is replaced. */
function withCorrectedName(dialogue: Dialogue, text: string): Dialogue {
  const [, wrong = '', right = ''] = NOT_BUT.exec(text) ?? [];
  const held = Object.entries(dialogue.slots).find(
    ([slot, { value }]) => /^name\b/.test(slot) && String(value).toLowerCase().split(' ').includes(wrong.toLowerCase()),
  );
  if (wrong === '' || !held) return dialogue;
  const [slot, { value }] = held;
  const parts = String(value).split(' ');
  const corrected = parts.map((part) => (part.toLowerCase() === wrong.toLowerCase() ? capitalised(right) : part));
  return { ...dialogue, slots: { ...dialogue.slots, [slot]: { value: corrected.join(' '), moment: null } } };
}

function picks(offered: readonly Option[], text: string, acts: Acts): readonly Option[] {
  const marks = marksIn(tokenize(text));
  const wantsOtherDay =
    acts.corrects && marks.some((mark) => mark.kind !== 'time') && !marks.some((mark) => mark.clock);
  const indices = wantsOtherDay || acts.shift ? [] : chosenAmong(offered, text, MOST_OPTIONS);
  const named = indices.flatMap((index) => offered[index] ?? []);
  if (named.length > 0) return named;
  return acts.agrees && offered.length === 1 ? offered : [];
}

/** One pick is a choice; several narrow the offer down. */
function settle(dialogue: Dialogue, picked: readonly Option[], world: World): Dialogue {
  const [only] = picked;
  if (!only || picked.length > 1) {
    const narrower = picked.length < (dialogue.offered?.length ?? 0);
    return narrower ? { ...dialogue, offered: picked, chosen: null } : { ...dialogue, offered: [...picked] };
  }
  const takers = world.tools.filter(
    (tool) =>
      tool.usable &&
      !tool.serves &&
      tool.purpose !== 'hold' &&
      tool.params.some(
        (param) => (param.required || tool.name === dialogue.goal) && keyFor(only.fields, param) !== undefined,
      ),
  );
  const ready = takers.filter((tool) => missingReferences(tool, { ...dialogue, chosen: only }, world).length === 0);
  const goal = takers.find((tool) => tool.name === dialogue.goal);
  const taker = goal ?? mostInteresting(ready.length > 0 ? ready : takers, dialogue.interest);
  if (goal && goal.purpose !== 'book') {
    const isStep =
      missingReferences(goal, { ...dialogue, chosen: only }, world).length > 0 || goal.purpose === 'cancel';
    if (isStep) return pickSubject({ ...dialogue, agreed: true }, only, goal, world);
  }
  return { ...dialogue, chosen: only, goal: taker?.name ?? null, ...(taker ? {} : { offered: null, offeredBy: null }) };
}

/** What the goal is about is known: the visit that is to be moved. What it is, the next search needs not ask. */
export function pickSubject(dialogue: Dialogue, subject: Option, goal: Tool, world: World): Dialogue {
  const keys = goal.params.flatMap((param) => {
    const key = keyFor(subject.fields, param);
    return key === undefined ? [] : [[param.name, key] as const];
  });
  const picked = { ...dialogue.picked, ...Object.fromEntries(keys) };
  const settled = { ...dialogue, picked, subject, offered: null, offeredBy: null, chosen: null };
  const searches = missingReferences(goal, settled, world).map((param) => producerOf(param, goal, world.tools));
  const told = searches.flatMap((tool) => tool?.params ?? []).flatMap((param) => choiceIn(param, subject.label));
  return { ...settled, slots: { ...settled.slots, ...Object.fromEntries(told) } };
}

function choiceIn(param: Param, label: string): [string, Slot][] {
  if (param.kind !== 'choice' || !param.required) return [];
  const said = label.toLowerCase();
  const [longest] = param.choices
    .filter((choice) => said.includes(choice.label.toLowerCase()))
    .sort((a, b) => b.label.length - a.label.length);
  return longest ? [[param.slot, { value: longest.value, moment: null }]] : [];
}

function mostInteresting(tools: readonly Tool[], interest: Dialogue['interest']): Tool | undefined {
  const score = (tool: Tool) => interest[tool.name] ?? 0;
  return tools.reduce<Tool | undefined>((best, tool) => (best && score(best) >= score(tool) ? best : tool), undefined);
}

function caughtIn(dialogue: Dialogue, { text, moments, acts }: Heard, picksOffer: boolean, world: World): Caught {
  const params = conversational(world.tools);
  const asked = askedFor(dialogue.agentSaidBefore, params);
  const { slots: known, undecided } = dialogue;
  const meant = meantMoment(dialogue, text, params);
  if (meant) return { slots: meant, undecided };
  const listening = { asked, known, undecided, picksOffer };
  const timely = asked !== null && isPersonal(asked) && asked.kind !== 'name' ? '' : moments;
  const caught = catchSlots(text, { ...listening, params: params.filter((param) => !isMoment(param)) });
  const when = catchSlots(timely, { ...listening, params: params.filter(isMoment) });
  const named = 'name' in known || 'name' in caught.slots ? {} : introduction(text);
  const all = {
    slots: { ...named, ...ofWhom(caught.slots, asked, dialogue), ...when.slots },
    undecided: caught.undecided,
  };
  const shifted = shiftedMoment(dialogue, acts, params);
  const says = Object.values(all.slots).some((slot) => slot.moment !== null);
  return shifted && !says ? { ...all, slots: { ...all.slots, ...shifted } } : all;
}

const INTRODUCED =
  /(?:^|[.!?;]\s+)(\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){1,2})[,.]? (?:and )?(?:my )?(?:born|date of birth|birthday|birth date|phone|number|telephone)\b/u;

/** `Maria Lopez, born March 4, 1985.` */
function introduction(text: string): Slots {
  const name = INTRODUCED.exec(text)?.[1];
  return name === undefined ? {} : { name: { value: name, moment: null } };
}

/** What was asked about a patient who does not call themselves is not the caller's own. */
function ofWhom(caught: Slots, asked: Param | null, dialogue: Dialogue): Slots {
  // The name of an insurer, say, is none of a person.
  const answers = asked?.kind === 'text' && asked.slot in caught;
  const slots = answers ? Object.fromEntries(Object.entries(caught).filter(([slot]) => slot !== 'name')) : caught;
  if (!asked || !(asked.slot in slots)) return slots;
  const { [asked.slot]: value, ...rest } = slots;
  return value ? { ...rest, [slotOf(asked, dialogue)]: value } : slots;
}

/** Which of the moments that they were asked about the caller meant; null when their words don't tell one from the others. */
function meantMoment({ readings }: Dialogue, text: string, params: readonly Param[]): Slots | null {
  const param = params.find((candidate) => candidate.kind === 'when');
  const [only, ...others] = readings ? chosenAmong(readings, text, readings.length) : [];
  const phrase = only === undefined || others.length > 0 ? undefined : readings?.[only]?.label;
  if (!param || phrase === undefined) return null;
  return { [param.slot]: { value: phrase, moment: { day: phrase, isWeek: false, time: null, phrase } } };
}

/** `anything later?` is later than the last option that was read out. */
function shiftedMoment(dialogue: Dialogue, acts: Acts, params: readonly Param[]): Slots | null {
  const shown = dialogue.offered?.slice(0, MOST_OPTIONS);
  const edge = acts.shift === 'after' ? shown?.at(-1) : shown?.[0];
  const param = params.find((candidate) => candidate.kind === 'when');
  if (!acts.shift || !edge || !param) return null;
  const tokens = tokenize(edge.label);
  const said = momentIn(tokens, marksIn(tokens));
  const time = said?.time ? `${acts.shift} ${said.time}` : null;
  const phrase = said?.day && time ? `${said.day} ${time}` : `${acts.shift} ${edge.label}`;
  const slot: Slot = { value: phrase, moment: { day: said?.day ?? phrase, isWeek: false, time, phrase } };
  return { [param.slot]: slot };
}

/** The searches behind an offer: when one of the values they take changes, what they found no longer counts. */
function sourcesOf(offeredBy: string | null, tools: readonly Tool[]): Tool[] {
  const tool = tools.find((candidate) => candidate.name === offeredBy);
  if (!tool || isSearch(tool)) return tool ? [tool] : [];
  const keys = tool.params.filter((param) => param.kind === 'reference');
  return keys.map((key) => producerOf(key, tool, tools)).filter((producer) => producer !== null);
}
