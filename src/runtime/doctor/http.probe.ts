import twilio from 'twilio';
import { SIGNATURE_HEADER } from '../../carrier/twilio-request.js';

/** What came back, as far as the checks look at it. */
export interface HttpAnswer {
  status: number;
  /** Null when it is no JSON object. */
  json: Record<string, unknown> | null;
  /** The other side's clock, in whole seconds; null when it did not tell. */
  answeredAtMs: number | null;
}

/** A redirect is an answer here: the carrier's signature covers the address that was asked, and no other. */
export async function get(url: string, signal: AbortSignal): Promise<HttpAnswer> {
  return answerOf(await fetch(url, { redirect: 'manual', signal }));
}

/** A webhook as the carrier sends it, and without a token one as anybody could. */
export async function postWebhook(
  url: string,
  form: Record<string, string>,
  authToken: string | null,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const signature: Record<string, string> =
    authToken === null ? {} : { [SIGNATURE_HEADER]: twilio.getExpectedTwilioSignature(authToken, url, form) };
  return answerOf(
    await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: signature,
      redirect: 'manual',
      signal,
    }),
  );
}

async function answerOf(response: Response): Promise<HttpAnswer> {
  const json: unknown = await response.json().catch(() => null);
  const answeredAtMs = Date.parse(response.headers.get('date') ?? '');
  return {
    status: response.status,
    json: typeof json === 'object' ? (json as Record<string, unknown> | null) : null,
    answeredAtMs: Number.isNaN(answeredAtMs) ? null : answeredAtMs,
  };
}
