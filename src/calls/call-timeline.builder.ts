import { Temporal } from 'temporal-polyfill';
import { toWallTimes } from '../common/http/wall-time.types.js';
import type { CallCourse, TimelineEntry } from './call-timeline.types.js';
import type { TurnRecord } from './calls.types.js';

type Happened<Entry = TimelineEntry> = Entry extends TimelineEntry
  ? Omit<Entry, 'at' | 'atLocal'> & { at: Temporal.Instant }
  : never;

/** One list of all that happened, in its order. What happened in the same millisecond is told in the order of `happenings`. */
export const timelineOf = (course: CallCourse, timeZone: string): TimelineEntry[] =>
  happenings(course)
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => Temporal.Instant.compare(a.entry.at, b.entry.at) || a.index - b.index)
    .map(({ entry: { at, ...entry } }) => ({ ...entry, ...toWallTimes(timeZone, { at }) }));

function happenings(course: CallCourse): Happened[] {
  const { startedAt, answeredAt, endedAt, outcome, handover, emergency } = course;
  return [
    { type: 'started', at: startedAt },
    ...(answeredAt ? [{ type: 'answered', at: answeredAt } as const] : []),
    ...course.turns.flatMap((turn, index) => said(turn, course.turns.slice(index + 1))),
    ...course.tools.map((tool) => ({
      type: 'tool' as const,
      at: tool.startedAt,
      name: tool.name,
      status: tool.status,
      durationMs: tool.durationMs,
    })),
    ...course.recordings.map(({ createdAt, ...recording }) => ({
      type: 'recording' as const,
      at: createdAt,
      ...recording,
    })),
    ...(emergency?.heardAt ? [{ type: 'advice_heard', at: emergency.heardAt, danger: emergency.danger } as const] : []),
    ...course.texts.map(({ id, kind, status, createdAt }) => ({
      type: 'text' as const,
      at: createdAt,
      messageId: id,
      kind,
      status,
    })),
    ...course.tasks.map(({ id, kind, createdAt }) => ({ type: 'task' as const, at: createdAt, taskId: id, kind })),
    // Of one from before its time was written down it is known only that it came before the end.
    ...(handover
      ? [
          {
            type: 'handover',
            at: handover.at ?? endedAt ?? startedAt,
            reason: handover.reason,
            status: handover.status,
          } as const,
        ]
      : []),
    ...(endedAt && outcome ? [{ type: 'ended', at: endedAt, outcome } as const] : []),
  ];
}

/** A turn, and where it was cut: when the caller next began to speak. */
function said(turn: TurnRecord, later: readonly TurnRecord[]): Happened[] {
  const { seq, role, text, heard, interrupted, latencyMs, startedAt } = turn;
  const entry = { type: 'turn', at: startedAt, seq, role, text, heard, interrupted, latencyMs } as const;
  if (!interrupted) return [entry];
  const cutAt = later.find((next) => next.role === 'caller')?.startedAt ?? startedAt;
  return [entry, { type: 'interruption', at: cutAt, seq }];
}
