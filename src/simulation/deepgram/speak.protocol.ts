import { z } from 'zod';

/** What the stand-in can say: of the real service's voices all, of its encodings the one that a phone takes. */
export interface SpeakOrder {
  model: string;
  text: string;
  /** A WAV header before the audio, as the service sends it unless `container=none` is asked for. */
  withHeader: boolean;
}

export interface SpeakRefusal {
  status: number;
  /** Of the service's older form of errors, which is the one that `/v1/speak` uses. */
  err_code: string;
  err_msg: string;
}

export type ReadOrder = { kind: 'order'; order: SpeakOrder } | { kind: 'refusal'; refusal: SpeakRefusal };

const MAX_CHARACTERS = 2000;

const querySchema = z.object({
  model: z.string().default('aura-asteria-en'),
  encoding: z.string().default('mp3'),
  container: z.string().optional(),
  sample_rate: z.string().default('8000'),
});

const bodySchema = z.object({ text: z.string() });

export function readOrder(query: URLSearchParams, body: string): ReadOrder {
  const { model, encoding, container, sample_rate: rate } = querySchema.parse(Object.fromEntries(query));
  const text = bodySchema.safeParse(parse(body)).data?.text;
  if (text === undefined) return refuse(400, 'Bad Request', 'We could not process the JSON payload.');
  if (text.trim() === '') return refuse(400, 'Bad Request', 'Input text contains no characters.');
  // No source names the code of this one.
  if (text.length > MAX_CHARACTERS) return refuse(413, 'PAYLOAD_TOO_LARGE', 'Input text exceeds the character limit.');
  if (!/^aura(-2)?-[a-z]+-[a-z]{2}$/.test(model)) return refuse(400, 'INVALID_QUERY_PARAMETER', 'No such model.');
  const isPhone = encoding === 'mulaw' && rate === '8000' && ['none', 'wav', undefined].includes(container);
  if (!isPhone) return refuse(400, 'UNSUPPORTED_AUDIO_FORMAT', 'The stand-in speaks mulaw at 8000 Hz.');
  return { kind: 'order', order: { model, text, withHeader: container !== 'none' } };
}

const refuse = (status: number, err_code: string, err_msg: string): ReadOrder => ({
  kind: 'refusal',
  refusal: { status, err_code, err_msg },
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
