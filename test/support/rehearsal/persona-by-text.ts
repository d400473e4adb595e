import {
  newPersona,
  reducePersona,
  type PersonaEffect,
  type PersonaState,
} from '../../../src/simulation/caller/persona.reducer.js';
import type { Persona } from '../../../src/simulation/caller/scenario.types.js';

const FRAME_MS = 20;
const WORD_MS = 300;
/** The receptionist asks whether anybody is there after a silence of about that long. */
const SILENCE_MS = 8000;

export interface Act {
  /** What was heard of the words, up to where the caller acted. */
  heard: string;
  /** The caller acted before the words were over. */
  cuts: boolean;
  effects: PersonaEffect[];
}

/** A scenario's caller, to whom everything is told in text: time passes as if the words had been spoken. */
export class PersonaByText {
  private state: PersonaState;
  private nowMs = 0;

  constructor(private readonly persona: Persona) {
    this.state = newPersona(persona);
  }

  /** Null when the caller has nothing to say to that, for as long as anybody would wait. */
  hears(text: string): Act | null {
    const words = text.split(/\s+/).filter((word) => word !== '');
    for (const [index, word] of words.entries()) {
      for (let ms = FRAME_MS; ms <= WORD_MS; ms += FRAME_MS) {
        const effects = this.frame(true, ms === WORD_MS ? [word] : []);
        if (effects.length > 0) return { heard: words.slice(0, index + 1).join(' '), cuts: true, effects };
      }
    }
    for (let ms = 0; ms < SILENCE_MS; ms += FRAME_MS) {
      const effects = this.frame(false, []);
      if (effects.length > 0) return { heard: text, cuts: false, effects };
    }
    return null;
  }

  /** The caller has said what they wanted to say. What they do at once after it. */
  hasSpoken(): PersonaEffect[] {
    return this.step({ type: 'spoken' });
  }

  private frame(voice: boolean, words: readonly string[]): PersonaEffect[] {
    this.nowMs += FRAME_MS;
    return this.step({ type: 'frame', atMs: this.nowMs, voice, words });
  }

  private step(event: Parameters<typeof reducePersona>[2]): PersonaEffect[] {
    const { state, effects } = reducePersona(this.persona, this.state, event);
    this.state = state;
    return effects;
  }
}
