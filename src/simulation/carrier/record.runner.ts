import { FRAME_MS } from '../../audio/frame.types.js';
import { isVoiced } from '../../audio/voice-activity.policy.js';
import { playOut } from './prompt.runner.js';
import type { AfterVerb, Stage } from './stage.types.js';
import { beep } from './tones.codec.js';
import type { RecordNoun } from './twiml.protocol.js';

/** Trimming leaves so much before the first voice and behind the last: words begin and end softly. */
const TRIM_MARGIN_PACKETS = 10;

/** What a recording was ended by: a key, the party's hanging up, silence or the maximum length (no digits). */
interface Ended {
  digits: string;
  /** The party's words with the silence around them cut off; empty when there were none. */
  voiced: Buffer;
  all: Buffer;
}

/**
 * Performs one `<Record>`: a beep, then the party alone, until silence, a key, the maximum length or the end of the call.
 * When nothing was said the action is passed over and the document goes on.
 */
export async function record(stage: Stage, noun: RecordNoun): Promise<AfterVerb> {
  const { call, signal, switchboard } = stage;
  const line = call.answer();
  if (noun.playBeep) await playOut(line, beep(), signal);
  if (signal.aborted) return 'next';
  const recording = switchboard.recordings.begin(call, {
    channels: 1,
    source: 'RecordVerb',
    track: 'inbound',
    statusCallback: noun.statusCallback === null ? null : stage.absolute(noun.statusCallback),
    statusCallbackEvents: noun.statusCallbackEvents,
  });
  const { digits, voiced, all } = await listen(stage, noun);
  recording.finish(noun.trim || voiced.length === 0 ? voiced : all);
  if (voiced.length === 0) return 'next';
  return {
    url: stage.absolute(noun.action),
    fields: {
      RecordingUrl: recording.url,
      RecordingSid: recording.sid,
      RecordingDuration: String(recording.durationSeconds),
      Digits: digits,
    },
  };
}

async function listen({ call, signal }: Stage, noun: RecordNoun): Promise<Ended> {
  const line = call.answer();
  const packets: Buffer[] = [];
  let first = -1; // packets with voice
  let last = -1;
  const digits = await new Promise<string>((resolve) => {
    const interrupted = () => resolve(call.gone.aborted ? 'hangup' : '');
    signal.addEventListener('abort', interrupted, { once: true });
    if (signal.aborted) interrupted();
    line.attach({
      onKey: (key) => noun.finishOnKey.includes(key) && resolve(key),
      onAudio: (packet) => {
        if (isVoiced(packet)) {
          last = packets.length;
          if (first < 0) first = last;
        }
        packets.push(packet);
        const quietMs = (packets.length - 1 - last) * FRAME_MS;
        const tooLong = packets.length * FRAME_MS >= noun.maxLengthSeconds * 1000;
        if (tooLong || quietMs >= noun.timeoutSeconds * 1000) resolve('');
      },
    });
  });
  line.detach();
  const voiced =
    first < 0 ? [] : packets.slice(Math.max(0, first - TRIM_MARGIN_PACKETS), last + 1 + TRIM_MARGIN_PACKETS);
  return { digits, voiced: Buffer.concat(voiced), all: Buffer.concat(packets) };
}
