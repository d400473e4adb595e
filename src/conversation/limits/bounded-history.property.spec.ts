import fc from 'fast-check';
import type { HistoryItem } from '../../agent/voice-agent.port.js';
import { boundedHistory, HISTORY_CHARS } from './bounded-history.builder.js';

const WRITES = ['book_appointment', 'take_message', 'verify_identity'];
const READS = ['find_slots', 'list_appointments'];
const mutates = (name: string) => WRITES.includes(name);

type Tool = Extract<HistoryItem, { kind: 'tool' }>;

const word = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const said: fc.Arbitrary<HistoryItem> = fc.record({
  kind: fc.constant('said' as const),
  role: fc.constantFrom('caller' as const, 'agent' as const),
  text: fc.string({ minLength: 1, maxLength: 400, unit: 'grapheme' }),
});
const tool: fc.Arbitrary<HistoryItem> = fc
  .record({
    requestId: fc.uuid(),
    name: fc.constantFrom(...WRITES, ...READS),
    arguments: fc.record({ patientName: word, phone: word, when: word, slotId: word }, { requiredKeys: ['slotId'] }),
    result: fc.oneof(
      fc.record({ problem: word, message: word }),
      fc.record({ booked: fc.constant(true), label: word, slots: fc.array(fc.record({ slotId: word, label: word })) }),
    ),
  })
  .map(({ requestId, name, ...io }) => ({
    kind: 'tool',
    requestId,
    name,
    argumentsJson: JSON.stringify(io.arguments),
    resultJson: JSON.stringify(io.result),
  }));

/** Of hours: far more than what a model should read in every turn. */
const longCall = fc
  .tuple(
    fc.array(said, { minLength: 100, maxLength: 300, size: 'max' }),
    fc.array(tool, { minLength: 1, maxLength: 60, size: 'max' }),
    fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  )
  .map(([turns, tools, places]) => {
    const items: HistoryItem[] = [...turns];
    tools.forEach((one, index) => items.splice((places[index] ?? 0) % (items.length + 1), 0, one));
    return items;
  });

const sizeOf = (items: readonly HistoryItem[]) => JSON.stringify(items).length;
const isTool = (item: HistoryItem): item is Tool => item.kind === 'tool';
const factsIn = ({ argumentsJson }: Tool) =>
  Object.entries(JSON.parse(argumentsJson) as Record<string, string>).filter(([name]) => name !== 'slotId');

describe('a history of any length', () => {
  it('is never more than the budget', () => {
    fc.assert(
      fc.property(longCall, (items) => {
        expect(sizeOf(boundedHistory(items, mutates))).toBeLessThanOrEqual(HISTORY_CHARS);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('stays as it is while there is room for it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(said, tool), { maxLength: 20 }), (items) => {
        if (sizeOf(items) <= HISTORY_CHARS) expect(boundedHistory(items, mutates)).toEqual(items);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('keeps the caller’s last words, all that was done, and all that the caller gave', () => {
    fc.assert(
      fc.property(longCall, (items) => {
        const bounded = boundedHistory(items, mutates);
        const last = items.findLast((item) => item.kind === 'said' && item.role === 'caller');
        if (last) expect(bounded).toContainEqual(last);
        const kept = new Set(bounded.filter(isTool).map(({ requestId }) => requestId));
        const all = items.filter(isTool);
        const done = all.filter(({ name, resultJson }) => mutates(name) && !('problem' in JSON.parse(resultJson)));
        for (const { requestId } of done) expect(kept).toContain(requestId);
        const summary = bounded.filter(isTool).find(({ name }) => name === 'earlier_in_this_call');
        if (!summary) return;
        const { given } = JSON.parse(summary.resultJson) as { given: Record<string, string[]> };
        for (const [name, value] of all.flatMap(factsIn)) expect(given[name]).toContain(value);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('keeps its order, and the same conversation gives the same', () => {
    fc.assert(
      fc.property(longCall, (items) => {
        const bounded = boundedHistory(items, mutates);
        expect(boundedHistory(items, mutates)).toEqual(bounded);
        const places = bounded
          .filter(isTool)
          .map(({ requestId }) => items.findIndex((item) => isTool(item) && item.requestId === requestId))
          .filter((place) => place >= 0);
        expect(places).toEqual([...places].sort((one, other) => one - other));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('fits whatever is in it, and however small the budget', () => {
    const huge = fc.oneof(
      said,
      tool,
      fc.record({
        kind: fc.constant('tool' as const),
        requestId: fc.uuid(),
        name: fc.constantFrom(...WRITES),
        argumentsJson: fc.oneof(
          fc.constant('not json'),
          fc.string({ maxLength: 3000, size: 'max' }).map((text) => JSON.stringify({ message: text })),
        ),
        resultJson: fc.oneof(fc.json(), fc.string({ maxLength: 3000, size: 'max' })),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(huge, { maxLength: 150, size: 'max' }),
        fc.integer({ min: 1000, max: 30_000 }),
        (items, budget) => {
          const bounded = boundedHistory(items, mutates, budget);
          expect(sizeOf(bounded)).toBeLessThanOrEqual(budget);
          const last = items.findLast((item) => item.kind === 'said' && item.role === 'caller');
          if (last?.kind === 'said')
            expect(
              bounded.some((item) => item.kind === 'said' && last.text.startsWith(item.text.replace(/…$/, ''))),
            ).toBe(true);
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
