import fc from 'fast-check';
import { TurnTimeline, type AnswerTimes } from './turn-timeline.js';

const steps = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.nat(300), fc.nat(20_000)),
    ms: fc.double({ min: 0, max: 5000, noNaN: true }),
    what: fc.constantFrom(
      ...([
        'voice',
        'start',
        'end',
        'said',
        'keyed',
        'token',
        'audio',
        'sent',
        'heard',
        'tool',
        'cut',
        'gone',
      ] as const),
    ),
  }),
  { maxLength: 60, size: 'max' },
);

it('gives every answer stages in order, none negative, each told once at most, whatever happens', () => {
  fc.assert(
    fc.property(steps, (script) => {
      const told = new Map<AnswerTimes | null, string[]>();
      const answers: AnswerTimes[] = [];
      let present: AnswerTimes | null = null;
      let news: string[] = [];
      const timeline = new TurnTimeline((stage) => news.push(stage));
      let atMs = 1_000_000;
      for (const { afterMs, ms, what } of script) {
        atMs += afterMs;
        news = [];
        if (what === 'voice') timeline.callerVoice(atMs);
        if (what === 'start') timeline.callerStartedSpeaking();
        if (what === 'end') timeline.callerTurnEnded(atMs);
        if (what === 'said') timeline.callerSaid(atMs);
        if (what === 'keyed') timeline.callerKeyed(atMs);
        if (what === 'token') timeline.providerLatency('first_token', ms);
        if (what === 'audio') {
          const answer = timeline.agentAudio(atMs);
          if (answer) answers.push((present = answer));
        }
        if (what === 'sent') timeline.sentToCarrier(atMs);
        if (what === 'heard') present?.heard(atMs - ms);
        if (what === 'tool') timeline.toolRan(ms);
        if (what === 'cut') timeline.bargedIn(ms);
        if (what === 'gone') timeline.agentWasGone(ms);
        told.set(present, [...(told.get(present) ?? []), ...news]);
      }
      expect(new Set(answers).size).toBe(answers.length);
      for (const answer of answers) {
        const { endOfTurnMs, firstTokenMs, firstAudioMs, toCarrierMs, heardMs } = answer.stages;
        const inOrder = [endOfTurnMs, firstTokenMs, firstAudioMs, toCarrierMs, heardMs].filter((one) => one !== null);
        expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
        expect(Math.min(0, ...Object.values(answer.stages).map(Number))).toBe(0);
        const names = told.get(answer) ?? [];
        expect(new Set(names).size).toBe(names.length);
      }
    }),
    { numRuns: 1000 },
  );
});
