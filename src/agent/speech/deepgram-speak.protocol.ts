import { z } from 'zod';

/** Deepgram's limit for one request to `/v1/speak`. */
export const MAX_TEXT_CHARACTERS = 2000;

/** The address that one line is asked from. What else stands in its query is kept. */
export function speakRequestUrl(speakUrl: string, voice: string): URL {
  const url = new URL(speakUrl.replace(/^ws/i, 'http'));
  const query = { model: voice, encoding: 'mulaw', sample_rate: '8000', container: 'none', mip_opt_out: 'true' };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** The newer form of Deepgram's errors and the older one. The rest of them is words, which may quote the request. */
const errorSchema = z.union([
  z.object({ err_code: z.string() }).transform(({ err_code: code }) => code),
  z.object({ category: z.string() }).transform(({ category }) => category),
]);

/** A stable code such as `UNSUPPORTED_AUDIO_FORMAT`; null where there is none, or only words. */
export function errorCodeOf(body: string): string | null {
  const code = errorSchema.safeParse(parse(body)).data;
  return code !== undefined && /^[A-Z][A-Z0-9_-]{2,60}$/.test(code) ? code : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
