import { createEar } from '../speech/ear.codec.js';
import { reduceGather, startGather, type GatherEvent, type GatherResult, type GatherRules } from './gather.reducer.js';
import { renderPrompts } from './prompt.runner.js';
import type { AfterVerb, Stage } from './stage.types.js';
import type { GatherNoun } from './twiml.protocol.js';

/** Performs one `<Gather>`. Without input the document goes on, unless its action wants to know that too. */
export async function gather(stage: Stage, noun: GatherNoun): Promise<AfterVerb> {
  const result = await gatherInput(stage, noun);
  if (!result) return 'next';
  const url = stage.absolute(noun.action);
  switch (result.kind) {
    case 'digits':
      return { url, fields: { Digits: result.digits } };
    case 'speech':
      return { url, fields: { SpeechResult: result.text, Confidence: result.confidence } };
    case 'nothing':
      return noun.actionOnEmptyResult ? { url, fields: { Digits: '' } } : 'next';
  }
}

/** Null when it was interrupted. */
async function gatherInput(stage: Stage, noun: GatherNoun): Promise<GatherResult | null> {
  const { signal } = stage;
  const line = stage.call.answer();
  const ear = createEar();
  const rules: GatherRules = {
    ...noun,
    timeoutMs: noun.timeoutSeconds * 1000,
    speechTimeoutMs: noun.speechTimeoutSeconds * 1000,
  };
  let state = startGather();
  let over = false;
  try {
    return await new Promise<GatherResult | null>((resolve, reject) => {
      const dispatch = (event: GatherEvent) => {
        if (over) return;
        const step = reduceGather(rules, state, event);
        state = step.state;
        if (step.result) resolve(step.result);
        if (step.cutPrompt) line.clear();
      };
      signal.addEventListener('abort', () => resolve(null), { once: true });
      if (signal.aborted) resolve(null);
      line.attach({
        onKey: (key) => dispatch({ type: 'key', key }),
        onMarkReached: () => dispatch({ type: 'prompt_over' }),
        onAudio: (audio) => {
          const heard = ear.hear(audio);
          const words = heard.flatMap((item) => (item.kind === 'word' ? [item.text] : []));
          const voice = ear.voiceActive || ear.midWord;
          dispatch({ type: 'frame', voice, words, garbled: heard.length - words.length });
        },
      });
      renderPrompts(stage, noun.prompt).then((prompt) => {
        if (over || state.promptOver) return; // the party was faster than the prompt
        line.play(prompt);
        line.mark('prompt');
      }, reject);
    });
  } finally {
    over = true;
    line.detach();
  }
}
