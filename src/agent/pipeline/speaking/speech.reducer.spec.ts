import {
  AUDIO_WITHIN_MS,
  CLEARED_WITHIN_MS,
  NO_AUDIO,
  NOT_CLEARED,
  NOTHING_SAID,
  reduceSpeech,
  type Speech,
  type SpeechAct,
  type SpeechSignal,
} from './speech.reducer.js';

type Unstamped<Signal> = Signal extends unknown ? Omit<Signal, 'atMs'> : never;

/** A conversation with the reducer: each call returns what is to be done, in short. */
class Talk {
  atMs = 1_000_000;
  private speech: Speech = NOTHING_SAID;

  tell(signal: Unstamped<SpeechSignal>): string[] {
    const { speech, acts } = reduceSpeech(this.speech, { atMs: this.atMs, ...signal });
    this.speech = speech;
    return acts.map(short);
  }

  text(utterance: number, text: string, more: { remember?: boolean; audio?: Buffer } = {}): string[] {
    const piece = { text, remember: more.remember ?? false, audio: more.audio ?? null };
    return this.tell({ type: 'text', utterance, piece });
  }

  audio(content: string): string[] {
    return this.tell({ type: 'audio', chunk: Buffer.from(content) });
  }

  finish(utterance: number): string[] {
    return this.tell({ type: 'finished', utterance });
  }

  does(type: 'cancelled' | 'flushed' | 'cleared' | 'lost' | 'watch_fired' | 'voice_changed'): string[] {
    return this.tell({ type });
  }
}

function short(act: SpeechAct): string {
  switch (act.type) {
    case 'speak':
    case 'remember':
      return `${act.type} ${act.text}`;
    case 'replace':
      return `replace ${act.failure?.code ?? 'wanted'}`;
    case 'tell_first_audio':
      return `first ${act.utterance} after ${act.msSinceFirstText}`;
    case 'tell_audio':
      return `audio ${act.utterance} ${act.chunk.toString()}`;
    case 'tell_spoken':
      return `spoken ${act.utterance}`;
    case 'arm':
      return `arm ${act.afterMs}`;
    case 'flush':
    case 'clear':
    case 'disarm':
      return act.type;
  }
}

function opened(): Talk {
  const talk = new Talk();
  talk.tell({ type: 'opened', isVoiceOld: false });
  return talk;
}

const ARM = `arm ${AUDIO_WITHIN_MS}`;

describe('speaking', () => {
  it('sends one piece at a time, and the next when all audio of the one before has come', () => {
    const talk = opened();
    expect(talk.text(1, 'One.')).toEqual(['speak One.', 'flush', ARM]);
    expect(talk.text(1, 'Two.')).toEqual([]);
    talk.atMs += 120;
    expect(talk.audio('a')).toEqual(['first 1 after 120', 'audio 1 a']);
    expect(talk.audio('b')).toEqual(['audio 1 b']);
    expect(talk.does('flushed')).toEqual(['disarm', 'speak Two.', 'flush', ARM]);
    expect(talk.finish(1)).toEqual([]);
    expect(talk.audio('c')).toEqual(['audio 1 c']);
    expect(talk.does('flushed')).toEqual(['disarm', 'spoken 1']);
  });

  it('takes the utterances one after the other, though their text comes mixed', () => {
    const talk = opened();
    talk.text(1, 'One.');
    expect(talk.text(2, 'Other.')).toEqual([]);
    talk.finish(2);
    talk.text(1, 'Two.');
    expect(talk.does('flushed')).toEqual(['disarm', 'speak Two.', 'flush', ARM]);
    expect(talk.does('flushed')).toEqual(['disarm']);
    expect(talk.finish(1)).toEqual(['spoken 1', 'speak Other.', 'flush', ARM]);
    expect(talk.does('flushed')).toEqual(['disarm', 'spoken 2']);
  });

  it('is over at once with an utterance that holds nothing to speak', () => {
    const talk = opened();
    expect(talk.text(1, ' … ')).toEqual([]);
    expect(talk.text(1, '')).toEqual([]);
    expect(talk.finish(1)).toEqual(['spoken 1']);
    expect(talk.finish(1)).toEqual([]);
    expect(talk.text(1, 'Late.')).toEqual([]);
  });

  it('waits for a stream', () => {
    const talk = new Talk();
    expect(talk.text(1, 'One.')).toEqual([]);
    expect(talk.tell({ type: 'opened', isVoiceOld: false })).toEqual(['speak One.', 'flush', ARM]);
  });

  it('has no use for audio that nobody asked for', () => {
    const talk = opened();
    expect(talk.audio('a')).toEqual([]);
    expect(talk.does('flushed')).toEqual([]);
    expect(talk.does('cleared')).toEqual([]);
    expect(talk.does('watch_fired')).toEqual([]);
  });
});

describe('cancelling', () => {
  it('throws away what comes between the clear and its answer, and sends nothing meanwhile', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.audio('a');
    expect(talk.does('cancelled')).toEqual(['clear', `arm ${CLEARED_WITHIN_MS}`]);
    expect(talk.text(2, 'Two.')).toEqual([]);
    expect(talk.audio('late')).toEqual([]);
    expect(talk.does('flushed')).toEqual([]);
    expect(talk.audio('later')).toEqual([]);
    expect(talk.does('cleared')).toEqual(['disarm', 'speak Two.', 'flush', ARM]);
    expect(talk.audio('b')).toEqual(['first 2 after 0', 'audio 2 b']);
  });

  it('takes the answer to a cancelled flush for what it is, even behind that to the clear', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.does('cancelled');
    talk.does('cleared');
    talk.text(2, 'Two.');
    talk.finish(2);
    expect(talk.does('flushed')).toEqual([]);
    expect(talk.audio('b')).toEqual(['first 2 after 0', 'audio 2 b']);
    expect(talk.does('flushed')).toEqual(['disarm', 'spoken 2']);
  });

  it('waits for no answer to a cancelled flush that has come', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.does('cancelled');
    talk.does('flushed');
    talk.does('cleared');
    talk.text(2, 'Hm.');
    talk.finish(2);
    expect(talk.does('flushed')).toEqual(['disarm', 'spoken 2']);
  });

  it('asks the provider for nothing when it owes us nothing', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.does('flushed');
    expect(talk.does('cancelled')).toEqual([]);
    expect(talk.text(1, 'More.')).toEqual([]);
    expect(talk.finish(1)).toEqual([]);
    expect(talk.text(2, 'Two.')).toEqual(['speak Two.', 'flush', ARM]);
  });

  it('replaces a stream that does not answer', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.does('cancelled');
    talk.text(2, 'Two.');
    talk.atMs += CLEARED_WITHIN_MS;
    expect(talk.does('watch_fired')).toEqual([`replace ${NOT_CLEARED.code}`]);
    expect(talk.tell({ type: 'opened', isVoiceOld: false })).toEqual(['speak Two.', 'flush', ARM]);
  });

  it('forgets what was to be spoken again on another stream', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.does('lost');
    expect(talk.does('cancelled')).toEqual([]);
    expect(talk.tell({ type: 'opened', isVoiceOld: false })).toEqual([]);
  });
});

describe('a lost stream', () => {
  it('has what was not heard of spoken again', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.text(1, 'Two.');
    expect(talk.does('lost')).toEqual(['disarm']);
    expect(talk.tell({ type: 'opened', isVoiceOld: false })).toEqual(['speak One.', 'flush', ARM]);
    expect(talk.does('flushed')).toEqual(['disarm', 'speak Two.', 'flush', ARM]);
  });

  it('has the sentence said again that it was lost in, and what was behind it', () => {
    const talk = opened();
    talk.text(1, 'Good morning to you. How are you today?');
    talk.text(1, 'Two.');
    talk.finish(1);
    talk.audio('a'.repeat(17_000));
    talk.does('lost');
    expect(talk.tell({ type: 'opened', isVoiceOld: false })).toEqual(['speak How are you today?', 'flush', ARM]);
    talk.audio('b');
    expect(talk.does('flushed')).toEqual(['disarm', 'speak Two.', 'flush', ARM]);
  });

  it('has nothing said again of what was certainly said', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.finish(1);
    talk.audio('a'.repeat(8000));
    expect(talk.does('lost')).toEqual(['disarm', 'spoken 1']);
  });

  it('is one that takes text and gives no audio', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.atMs += AUDIO_WITHIN_MS;
    expect(talk.does('watch_fired')).toEqual([`replace ${NO_AUDIO.code}`]);
    expect(talk.tell({ type: 'opened', isVoiceOld: false })).toEqual(['speak One.', 'flush', ARM]);
  });

  it('has the sentence said again in which a voice fell silent, and not one of which all may have come', () => {
    const left = (heardBytes: number) => {
      const talk = opened();
      talk.text(1, 'Good morning. How are you today, and what can we do for you?');
      talk.finish(1);
      talk.audio('a'.repeat(heardBytes));
      talk.atMs += AUDIO_WITHIN_MS;
      return [...talk.does('watch_fired'), ...talk.tell({ type: 'opened', isVoiceOld: false })];
    };
    expect(left(12_000)).toContain('speak How are you today, and what can we do for you?');
    expect(left(22_000)).toEqual([`replace ${NO_AUDIO.code}`, 'spoken 1']);
  });

  it('is not one whose audio came meanwhile, nor one whose answer may wait behind a late timer', () => {
    const talk = opened();
    talk.text(1, 'One.');
    talk.atMs += 2_000;
    talk.audio('a');
    talk.atMs += 1_000;
    expect(talk.does('watch_fired')).toEqual(['arm 2000']);
    talk.atMs += 5_000;
    expect(talk.does('watch_fired')).toEqual([ARM]);
    talk.atMs += AUDIO_WITHIN_MS;
    expect(talk.does('watch_fired')).toEqual([`replace ${NO_AUDIO.code}`]);
  });
});

describe('flushes', () => {
  function spent(talk: Talk, utterances: number): void {
    for (let utterance = 1; utterance <= utterances; utterance += 1) {
      talk.text(utterance, 'Word.');
      talk.does('flushed');
      talk.finish(utterance);
      talk.does('flushed');
      talk.atMs += 10;
    }
  }

  it('that run short are kept for the ends of utterances', () => {
    const talk = opened();
    spent(talk, 14);
    expect(talk.text(15, 'One.')).toEqual(['speak One.']);
    expect(talk.text(15, 'Two.')).toEqual(['speak  Two.']);
    expect(talk.audio('a')).toEqual(['first 15 after 0', 'audio 15 a']);
    expect(talk.finish(15)).toEqual(['flush', ARM]);
    expect(talk.does('flushed')).toEqual(['disarm', 'spoken 15']);
  });

  it('are there again a minute later', () => {
    const talk = opened();
    spent(talk, 14);
    talk.atMs += 61_000;
    expect(talk.text(15, 'One.')).toEqual(['speak One.', 'flush', ARM]);
  });

  it('that are spent are to be had on another stream', () => {
    const talk = opened();
    spent(talk, 20);
    expect(talk.text(21, 'One.')).toEqual(['replace wanted']);
    expect(talk.tell({ type: 'opened', isVoiceOld: false })).toEqual(['speak One.', 'flush', ARM]);
  });
});

describe('a line to be remembered', () => {
  it('is remembered when all of its audio has come', () => {
    const talk = opened();
    talk.text(1, 'Hello!', { remember: true });
    talk.audio('a');
    expect(talk.does('flushed')).toEqual(['remember Hello!', 'disarm']);
  });

  it('is not remembered in part, nor without audio', () => {
    const talk = opened();
    talk.text(1, 'Hello!', { remember: true });
    expect(talk.does('flushed')).toEqual(['disarm']);
    talk.text(1, 'Hello!', { remember: true });
    talk.audio('a');
    expect(talk.does('lost')).toEqual(['disarm']);
  });

  it('that is remembered is heard without a stream', () => {
    const talk = new Talk();
    expect(talk.text(1, 'Hello!', { remember: true, audio: Buffer.from('a') })).toEqual([
      'first 1 after 0',
      'audio 1 a',
    ]);
    expect(talk.finish(1)).toEqual(['spoken 1']);
  });
});

describe('another voice', () => {
  it('is to be had at once while nobody speaks', () => {
    expect(opened().does('voice_changed')).toEqual(['replace wanted']);
  });

  it('waits for the end of the utterance', () => {
    const talk = opened();
    talk.text(1, 'One.');
    expect(talk.does('voice_changed')).toEqual([]);
    talk.text(1, 'Two.');
    talk.does('flushed');
    talk.finish(1);
    talk.text(2, 'Three.');
    expect(talk.does('flushed')).toEqual(['disarm', 'spoken 1', 'replace wanted']);
    expect(talk.tell({ type: 'opened', isVoiceOld: false })).toEqual(['speak Three.', 'flush', ARM]);
  });
});
