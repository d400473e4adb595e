import { TurnTimeline, type Stage } from './turn-timeline.js';

interface Told {
  timeline: TurnTimeline;
  told: [Stage, number][];
}

function begin(): Told {
  const told: [Stage, number][] = [];
  return { told, timeline: new TurnTimeline((stage, ms) => told.push([stage, ms])) };
}

const NOTHING = {
  endOfTurnMs: null,
  firstTokenMs: null,
  firstAudioMs: null,
  toCarrierMs: null,
  heardMs: null,
  toolMs: null,
  bargeInMs: null,
  reconnectMs: null,
};

describe('the times of an answer', () => {
  it('count from the end of the caller’s speech, stage by stage', () => {
    const { timeline, told } = begin();
    timeline.callerStartedSpeaking();
    timeline.callerVoice(900);
    timeline.callerVoice(1000);
    timeline.callerTurnEnded(1250);
    timeline.callerSaid(1260);
    timeline.providerLatency('first_token', 300.4);
    const answer = timeline.agentAudio(1800);
    timeline.sentToCarrier(1803);
    answer?.heard(1840);

    expect(answer?.stages).toEqual({
      ...NOTHING,
      ...{ endOfTurnMs: 250, firstTokenMs: 550, firstAudioMs: 800, toCarrierMs: 803, heardMs: 840 },
    });
    expect(told).toEqual([
      ['end_of_turn', 250],
      ['first_token', 550],
      ['first_audio', 800],
      ['to_carrier', 803],
      ['heard', 840],
    ]);
  });

  it('are those of its first chunk', () => {
    const { timeline, told } = begin();
    timeline.callerSaid(1000);
    const answer = timeline.agentAudio(1500);
    timeline.sentToCarrier(1501);
    expect(timeline.agentAudio(1520)).toBeNull();
    timeline.sentToCarrier(1521);
    expect([answer?.heard(1600), answer?.heard(1700)]).toEqual([true, false]);
    expect(answer?.stages).toMatchObject({ firstAudioMs: 500, toCarrierMs: 501, heardMs: 600 });
    expect(told).toHaveLength(3);
  });

  it('are none for a greeting, a nudge, or what follows an answer', () => {
    const { timeline } = begin();
    expect(timeline.agentAudio(500)).toBeNull();
    timeline.callerStartedSpeaking();
    timeline.callerVoice(600);
    timeline.callerTurnEnded(900); // a cough: no words come
    expect(timeline.agentAudio(8000)).toBeNull();
    timeline.callerStartedSpeaking();
    timeline.callerSaid(9000);
    expect(timeline.agentAudio(9500)).not.toBeNull();
    expect(timeline.agentAudio(20_000)).toBeNull();
  });
});

describe('the end of the caller’s turn', () => {
  it('is when its words came, for a provider that says no more', () => {
    const { timeline } = begin();
    timeline.callerVoice(1000);
    timeline.callerSaid(1400);
    expect(timeline.agentAudio(2000)?.stages).toMatchObject({ endOfTurnMs: 400, firstAudioMs: 1000 });
  });

  it('may be told after the words', () => {
    const { timeline } = begin();
    timeline.callerStartedSpeaking();
    timeline.callerVoice(1000);
    timeline.callerSaid(1400);
    timeline.callerTurnEnded(1410);
    timeline.providerLatency('first_token', 100);
    expect(timeline.agentAudio(2000)?.stages).toMatchObject({ endOfTurnMs: 400, firstTokenMs: 500 });
  });

  it('is forgotten when the caller goes on', () => {
    const { timeline } = begin();
    timeline.callerStartedSpeaking();
    timeline.callerVoice(1000);
    timeline.callerTurnEnded(1300);
    timeline.providerLatency('first_token', 50); // it began to think on a guess
    timeline.callerStartedSpeaking();
    timeline.callerVoice(2000);
    timeline.callerTurnEnded(2200);
    timeline.callerSaid(2210);
    expect(timeline.agentAudio(2700)?.stages).toMatchObject({
      endOfTurnMs: 200,
      firstTokenMs: null,
      firstAudioMs: 700,
    });
  });

  it('isn’t moved by noise between it and the words', () => {
    const { timeline } = begin();
    timeline.callerStartedSpeaking();
    timeline.callerVoice(1000);
    timeline.callerTurnEnded(1300);
    timeline.callerVoice(1350);
    timeline.callerSaid(1400);
    expect(timeline.agentAudio(2000)?.stages).toMatchObject({ endOfTurnMs: 300, firstAudioMs: 1000 });
  });

  it('is unknown for a caller who is too quiet for our ear, and for one whose last sound is long ago', () => {
    const { timeline } = begin();
    timeline.callerSaid(5000);
    expect(timeline.agentAudio(5600)?.stages).toMatchObject({ endOfTurnMs: null, firstAudioMs: 600 });
    timeline.callerStartedSpeaking();
    timeline.callerVoice(10_000);
    timeline.callerSaid(40_000);
    expect(timeline.agentAudio(40_500)?.stages).toMatchObject({ endOfTurnMs: null, firstAudioMs: 500 });
  });

  it('is nothing for keys: the wait begins with the last of them', () => {
    const { timeline } = begin();
    timeline.callerVoice(1000);
    timeline.callerKeyed(4000);
    expect(timeline.agentAudio(4700)?.stages).toMatchObject({ endOfTurnMs: null, firstAudioMs: 700 });
  });
});

it('takes several texts of one turn for one wait, and a new turn for a new one', () => {
  const { timeline } = begin();
  timeline.callerStartedSpeaking();
  timeline.callerVoice(1000);
  timeline.callerSaid(1300);
  timeline.callerSaid(1700);
  expect(timeline.agentAudio(2000)?.stages).toMatchObject({ endOfTurnMs: 300, firstAudioMs: 1000 });
  timeline.callerStartedSpeaking();
  timeline.callerVoice(3000);
  timeline.callerSaid(3300);
  timeline.callerStartedSpeaking(); // before any answer
  timeline.callerVoice(4000);
  timeline.callerSaid(4200);
  expect(timeline.agentAudio(4500)?.stages).toMatchObject({ endOfTurnMs: 200, firstAudioMs: 500 });
});

describe('a first token', () => {
  it('counts once, and not when it belongs to what comes after the first words', () => {
    const { timeline } = begin();
    timeline.callerSaid(1000);
    timeline.providerLatency('first_token', 200);
    timeline.providerLatency('first_token', 900);
    const first = timeline.agentAudio(1400);
    expect(first?.stages.firstTokenMs).toBe(200);
    timeline.callerSaid(5000);
    const second = timeline.agentAudio(5300); // "One moment", before it thought
    timeline.providerLatency('first_token', 2000);
    expect(second?.stages.firstTokenMs).toBeNull();
  });

  it('may be told after its audio', () => {
    const { timeline, told } = begin();
    timeline.callerSaid(1000);
    const answer = timeline.agentAudio(1400);
    timeline.providerLatency('first_token', 200);
    expect(answer?.stages.firstTokenMs).toBe(200);
    expect(told.at(-1)).toEqual(['first_token', 200]);
  });

  it('is no other stage', () => {
    const { timeline } = begin();
    timeline.callerSaid(1000);
    timeline.providerLatency('total', 200);
    timeline.providerLatency('speech', 200);
    expect(timeline.agentAudio(1400)?.stages.firstTokenMs).toBeNull();
  });
});

describe('what else took time', () => {
  it('is told with the answer that it delayed', () => {
    const { timeline } = begin();
    timeline.bargedIn(0.2345);
    timeline.agentWasGone(700);
    timeline.callerSaid(1000);
    timeline.agentWasGone(300);
    timeline.toolRan(40);
    const answer = timeline.agentAudio(2000);
    timeline.toolRan(25);
    expect(answer?.stages).toMatchObject({ bargeInMs: 0.23, reconnectMs: 1000, toolMs: 65 });

    timeline.agentWasGone(50); // after its first words: the next answer's
    timeline.callerSaid(3000);
    expect(timeline.agentAudio(3500)?.stages).toMatchObject({ bargeInMs: null, reconnectMs: 50, toolMs: null });
  });
});

it('never lets an answer be heard before it was sent, nor unsent ones at all', () => {
  const { timeline } = begin();
  timeline.callerSaid(1000);
  const answer = timeline.agentAudio(1400);
  expect(answer?.heard(1450)).toBe(false);
  timeline.sentToCarrier(1500);
  answer?.heard(1450); // its mark came back early
  expect(answer?.stages).toMatchObject({ toCarrierMs: 500, heardMs: 500 });
});
