import type { PrismaService } from '../../src/common/database/prisma.service.js';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import type { Remark, Silence } from '../../src/simulation/caller/caller.types.js';
import { countWords, plainWords } from '../../src/simulation/caller/words.policy.js';

export interface Verdict {
  callId: string;
  /** Turns and tools by the database, as they can be read. */
  recorded: string[];
  /** What is untrue of the end of the call; empty when all is true. */
  untruths: string[];
  /** Sentences of the agent that the caller heard and nobody can read. */
  unrecorded: string[];
  reachedGoal: boolean;
  unexplained: Silence[];
}

/** The longest time that event loops were held up while the calls went on. */
export interface Lateness {
  serverMs: number;
  callersMs: number;
}

/** How long nobody may be heard. */
export const SILENCE_AT_MOST_MS = 2000;
/** After words that say that it takes a moment: so many times as long. */
const HELD_TIMES = 2;
/** On a machine that is late with everything. */
const ORDINARY_REPLIES = 3;
/** A server that is held up for longer has itself to blame, unless whatever runs beside it is held up as well. */
const LATE_AT_MOST_MS = 500;
const TIMES_AS_LATE = 2;
const APOLOGY = /sorry|went wrong/i;
const HOLD = /one moment|having a little trouble|thank you for waiting|still working on it|cut off for a moment/i;
/** Where a turn is cut, the record and the ear may differ by a word or two; a call has a few such places. */
const MISCOUNTED_WORDS_AT_MOST = 4;
/** "You're all set", of which the line may have swallowed a word, be it that one. */
const CONFIRMED = /\b(booked|confirmed|set:|all …)/i;
/** Shorter ones stand in other sentences as well, and so would be found there. */
const SENTENCE_WORDS = 4;

/**
 * The same in real time, where it is two seconds, or three times what an ordinary reply took in this very run, where dozens of callers and
 * all that answers them share a machine that is too small for them. The word that ends a silence is said by a timer of the server,
 * 0.3 s before: it may come as much later as the server's event loop was late, and is heard as much later as that of the callers was.
 * How late a server may be is measured by them, who are on the same machine.
 */
export function silenceAtMostMs(reports: readonly CallReport[], { serverMs, callersMs }: Lateness): number {
  const replies = reports.flatMap(({ latenciesMs }) => latenciesMs).sort((one, other) => one - other);
  const ordinary = Math.max(SILENCE_AT_MOST_MS, ORDINARY_REPLIES * (replies[Math.floor(replies.length / 2)] ?? 0));
  return ordinary + callersMs + Math.min(serverMs, Math.max(LATE_AT_MOST_MS, TIMES_AS_LATE * callersMs));
}

export async function judgeCall(prisma: PrismaService, report: CallReport, silenceAtMost: number): Promise<Verdict> {
  const call = await prisma.call.findFirstOrThrow({
    where: { callSid: report.callSid },
    include: {
      turns: { orderBy: { seq: 'asc' } },
      tools: { orderBy: { startedAt: 'asc' } },
      appointments: true,
      deskTasks: true,
    },
  });
  const { appointments, deskTasks, turns, tools, outcome } = call;
  const booked = appointments.length > 0;
  const wasTold = report.transcript.some((remark) => isConfirmation(remark));
  const recorded = turns.filter(({ role }) => role === 'agent').map(({ heard }) => heard);
  const heard = report.transcript.filter(({ who }) => who === 'agent').map(({ text }) => text);
  const miscounted = wordsIn(recorded) - wordsIn(heard);
  const untruths = [
    call.endedAt === null && 'the call has not ended',
    appointments.length > 1 && `${appointments.length} appointments by one call`,
    (outcome === 'booked') !== booked && `outcome ${outcome}, ${appointments.length} appointments`,
    (outcome === 'message_taken') !== (!booked && deskTasks.length > 0) &&
      `outcome ${outcome}, no message for the desk`,
    tools.some(({ status }) => status === 'running') && 'a tool is still running',
    turns.some(({ heard, text }) => !text.startsWith(heard)) && 'a turn was heard otherwise than said',
    miscounted > MISCOUNTED_WORDS_AT_MOST && `${miscounted} words are recorded as heard that were not`,
    wasTold && !booked && 'the caller was told of a booking that is not there',
    !wasTold && booked && 'the caller was not told of the booking',
  ].filter((untruth) => untruth !== false);
  return {
    callId: call.id,
    recorded: [
      ...turns.map(({ role, heard, text }) => `${role}: ${heard} |${text.slice(heard.length)}`),
      ...tools.map(({ name, status, durationMs }) => `${name}: ${status}, ${durationMs} ms`),
    ],
    untruths,
    unrecorded: sentencesNotIn(recorded, heard),
    reachedGoal: appointments.length === 1 && outcome === 'booked',
    unexplained: report.silences.filter((silence) => !isExplained(silence, silenceAtMost)),
  };
}

/** What the carrier says for us, when no agent is on the line. */
const ANNOUNCED = /nobody is available|after the tone|pound key/i;

/** Without those that answer nothing; of a sentence that was misheard nobody knows. A cut may have taken the last word from the record. */
function sentencesNotIn(recorded: readonly string[], heard: readonly string[]): string[] {
  const all = plainWords(recorded.join(' '));
  return heard.filter((sentence) => {
    const isComfort = HOLD.test(sentence) || APOLOGY.test(sentence);
    if (isComfort || ANNOUNCED.test(sentence) || sentence.includes('…')) return false;
    const words = plainWords(sentence);
    return countWords(words) >= SENTENCE_WORDS && !all.includes(words.slice(0, words.lastIndexOf(' ')));
  });
}

/** What a caller noticed of trouble. */
export interface Heard {
  hold: boolean;
  apology: boolean;
  /** Questions that were asked again although the caller had said something since. */
  askedAgain: string[];
}

export function heardIn({ transcript }: CallReport): Heard {
  const said = transcript.filter(({ who }) => who === 'agent').map(({ text }) => text);
  const askedAgain = transcript.filter(({ who, text }, index) => {
    if (who !== 'agent' || !text.endsWith('?')) return false;
    const before = transcript.findIndex((other) => other.who === 'agent' && other.text === text);
    return before < index && transcript.slice(before, index).some((between) => between.who === 'caller');
  });
  return {
    hold: said.some((text) => HOLD.test(text)),
    apology: said.some((text) => APOLOGY.test(text)),
    askedAgain: askedAgain.map(({ text }) => text),
  };
}

const isConfirmation = ({ who, text }: Remark): boolean => who === 'agent' && CONFIRMED.test(text);

const wordsIn = (texts: readonly string[]): number => countWords(plainWords(texts.join(' ')));

/** After a question it is the caller who thinks. */
function isExplained({ ms, after }: Silence, silenceAtMost: number): boolean {
  if (ms <= silenceAtMost || after?.endsWith('?')) return true;
  return after !== null && HOLD.test(after) && ms <= HELD_TIMES * silenceAtMost;
}

/** A call as it can be read: who said what when, and where nobody did. */
export function transcriptOf({ transcript, silences }: CallReport): string {
  const lines = [
    ...transcript.map(({ atMs, who, text }) => ({ atMs, line: `${who.padEnd(6)} ${text}` })),
    ...silences.map(({ atMs, ms }) => ({ atMs, line: `       … ${ms} ms of silence` })),
  ];
  return lines
    .sort((one, other) => one.atMs - other.atMs)
    .map(({ atMs, line }) => `${(atMs / 1000).toFixed(1).padStart(6)}  ${line}`)
    .join('\n');
}
