import type { Heard } from '../speech/speech.types.js';
import { newTurnTaking, reduceTurns, type TurnEvent, type TurnRules, type TurnSignal } from './turn-taking.reducer.js';

const RULES = { endSilenceMs: 500 };

/** Feeds 20 ms at a time and collects the signals, each with the audio's time in milliseconds. */
class Line {
  readonly signals: string[] = [];
  private state = newTurnTaking(0);
  private nowMs = 0;

  constructor(private readonly rules: TurnRules = RULES) {}

  word(text: string, ms = 100): this {
    for (let left = ms; left > 20; left -= 20) this.frame({ midWord: true });
    return this.frame({ heard: [{ kind: 'word', text, atByte: (this.nowMs + 20) * 8 }] });
  }
  garbled(): this {
    return this.frame({ heard: [{ kind: 'garbled', atByte: (this.nowMs + 20) * 8 }] });
  }
  noise(ms: number): this {
    for (let left = ms; left > 0; left -= 20) this.frame({ voice: true });
    return this;
  }
  silence(ms: number): this {
    for (let left = ms; left > 0; left -= 20) this.frame({});
    return this;
  }
  stall(ms: number): this {
    return this.take({ type: 'tick', atMs: this.nowMs + ms });
  }
  force(): this {
    return this.take({ type: 'force_end' });
  }

  private frame(part: { heard?: readonly Heard[]; midWord?: boolean; voice?: boolean }): this {
    this.nowMs += 20;
    return this.take({ type: 'audio', atMs: this.nowMs, bytes: 160, heard: [], midWord: false, voice: false, ...part });
  }
  private take(event: TurnEvent): this {
    const { state, signals } = reduceTurns(this.state, event, this.rules);
    this.state = state;
    this.signals.push(...signals.map((signal) => `${this.nowMs} ${told(signal)}`));
    return this;
  }
}

const told = (signal: TurnSignal): string =>
  'words' in signal
    ? `${signal.type} ${signal.words.map((word) => word ?? '?').join(' ')}${'trigger' in signal ? ` (${signal.trigger})` : ''}`
    : signal.type;

describe('turn-taking', () => {
  it('begins a turn in the middle of its first word and ends it after half a second of silence', () => {
    expect(new Line().silence(200).word('Hello').silence(600).signals).toEqual([
      '220 started',
      '600 paused Hello',
      '800 ended Hello (model)',
    ]);
  });

  it('keeps words together over short gaps', () => {
    expect(new Line().word('Good').silence(200).word('day.').silence(500).signals).toContain(
      '900 ended Good day. (model)',
    );
  });

  it('tells that a turn which had paused goes on', () => {
    const { signals } = new Line().word('Well').silence(400).word('yes').silence(500);

    expect(signals).toEqual([
      '20 started',
      '400 paused Well',
      '520 resumed',
      '900 paused Well yes',
      '1100 ended Well yes (model)',
    ]);
  });

  it('has a gap where speech could not be made out', () => {
    expect(new Line().word('on').garbled().word('at').silence(500).signals.at(-1)).toMatch(/ended on \? at/);
  });

  it('takes voice without any words for a turn that was none', () => {
    expect(new Line().noise(300).silence(500).signals).toEqual(['20 started', '800 was_nothing']);
    expect(new Line().noise(300).stall(1000).signals).toEqual(['20 started', '300 was_nothing']);
  });

  it('takes words after a noise for the turn', () => {
    expect(new Line().noise(300).word('Hello').silence(500).signals).toEqual([
      '20 started',
      '700 paused Hello',
      '900 ended Hello (model)',
    ]);
  });

  it('does not wait for the loudness to fade after words', () => {
    expect(new Line().word('Bye', 20).noise(500).signals).toContain('520 ended Bye (model)');
  });

  it('gives up waiting for the rest of a turn when the stream has stalled for a second, not sooner', () => {
    expect(new Line().word('and').stall(900).signals).toEqual(['20 started']);
    expect(new Line().word('and').stall(1000).signals).toContain('100 ended and (timeout)');
  });

  it('ends neither in silence nor with the stream when only force may end it', () => {
    const line = new Line({ endSilenceMs: 500, endsByForceOnly: true }).word('well').silence(9000).stall(5000);
    expect(line.signals).toEqual(['20 started', '400 paused well']);
    expect(line.force().signals.at(-1)).toBe('9100 ended well (manual)');
  });

  it('ends a turn by force, and does nothing when there is none', () => {
    expect(new Line().word('one').force().force().signals).toEqual(['20 started', '100 ended one (manual)']);
    expect(new Line().silence(100).force().stall(5000).signals).toEqual([]);
  });
});
