import { SAMPLE_RATE_HZ } from '../../audio/frame.types.js';

export type SpeechAnswer =
  | { kind: 'audio'; audio: Uint8Array }
  /** `code` says what came instead of telephone audio. */
  | { kind: 'unusable'; code: 'empty_audio' | 'not_audio' | 'wrong_audio_format' };

const WRONG_FORMAT: SpeechAnswer = { kind: 'unusable', code: 'wrong_audio_format' };

/**
 * The µ-law in the body of a 200 answer. It was asked for without a container, but a provider that ignores that sends a WAV
 * file, whose header would be heard as a click: the header is taken off.
 */
export function readSpeech(contentType: string, body: Uint8Array): SpeechAnswer {
  if (body.length === 0) return { kind: 'unusable', code: 'empty_audio' };
  if (/json|text\/|html|xml/i.test(contentType) || isMarkup(body)) return { kind: 'unusable', code: 'not_audio' };
  // What µ-law is called differs (basic, mulaw, PCMU, octet-stream); these are something else for certain.
  if (/mpeg|mp3|mp4|aac|ogg|opus|flac|webm|alaw|pcma|l16/i.test(contentType)) return WRONG_FORMAT;
  if (!isWav(body)) return { kind: 'audio', audio: body };
  const audio = ulawOfWav(body);
  if (!audio) return WRONG_FORMAT;
  return audio.length === 0 ? { kind: 'unusable', code: 'empty_audio' } : { kind: 'audio', audio };
}

/** An error page or message under the name of audio. Speech begins and ends quietly: with none of these bytes. */
function isMarkup(body: Uint8Array): boolean {
  const text = latin1(body, 0, 256).trimStart();
  return /^<(!doctype|html|\?xml)/i.test(text) || /^\{\s*"/.test(text);
}

const isWav = (body: Uint8Array): boolean => latin1(body, 0, 4) === 'RIFF' && latin1(body, 8, 12) === 'WAVE';

/** WAVE_FORMAT_MULAW in the format chunk. */
const ULAW_FORMAT = 7;

function ulawOfWav(file: Uint8Array): Uint8Array | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let isTelephone = false;
  for (let at = 12; at + 8 <= file.length;) {
    const id = latin1(file, at, at + 4);
    const start = at + 8;
    // A stream's header has no length yet: 0 or the greatest there is. Then the audio goes on to the end.
    const declared = view.getUint32(at + 4, true);
    const end = id === 'data' && declared === 0 ? file.length : Math.min(file.length, start + declared);
    if (id === 'fmt ' && end - start >= 16) {
      isTelephone =
        view.getUint16(start, true) === ULAW_FORMAT &&
        view.getUint16(start + 2, true) === 1 &&
        view.getUint32(start + 4, true) === SAMPLE_RATE_HZ;
    }
    if (id === 'data') return isTelephone ? file.subarray(start, end) : null;
    at = end + (end % 2);
  }
  return null;
}

const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));
