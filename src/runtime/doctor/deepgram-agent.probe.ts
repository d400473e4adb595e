import { z } from 'zod';
import { refused, unreached, type DeepgramPart, type Trouble } from './deepgram-trouble.presenter.js';
import { openSocket } from './upgrade.probe.js';

const welcome = z.object({ type: z.literal('Welcome') });

/** Opens a session as a call does and closes it after the provider's first message: nothing was said, nothing is billed. */
export async function tryAgent(
  { url, apiKey }: { url: string; apiKey: string },
  part: DeepgramPart,
  signal: AbortSignal,
): Promise<Trouble[]> {
  const outcome = await openSocket(url, { authorization: `Token ${apiKey}` }, signal);
  if (outcome.kind === 'refused') return [refused(outcome.status, part)];
  if (outcome.kind === 'unreachable') return [unreached(outcome.error, part)];
  const message = await outcome.firstMessage;
  outcome.close();
  if (message !== null && welcome.safeParse(parse(message)).success) return [];
  return [
    { detail: 'a socket opens, but no Welcome comes', fix: `check ${part.address}: it must lead to a Voice Agent` },
  ];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
