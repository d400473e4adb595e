import { tryAgent } from './deepgram-agent.probe.js';
import { tryStreams } from './deepgram-streams.probe.js';
import type { Trouble } from './deepgram-trouble.presenter.js';
import { failed, ok, skipped, warning, type Finding } from './doctor.types.js';
import type { Subject } from './subject.js';

const AGENT = { name: 'the Voice Agent', address: 'DEEPGRAM_AGENT_URL if it is set' };
const SECOND_AGENT = { name: 'the Voice Agent', address: 'DEEPGRAM_AGENT_FALLBACK_URL' };

/** Opens what every call opens at Deepgram: a session of the Voice Agent, or the pipeline's streams. */
export async function checkDeepgram(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const { deepgram, standIns, settings, clock } = subject;
  if (standIns.agent) return skipped('a stand-in plays Deepgram');
  if (!deepgram) return failed('the key is missing or can not be used', 'set DEEPGRAM_API_KEY');
  const isPipeline = settings.agentDriver === 'pipeline';
  const troubles = await (isPipeline ? tryStreams(deepgram, clock, signal) : tryAgent(deepgram, AGENT, signal));
  if (troubles.length > 0) return failed(...joined(troubles));
  return ok(`the key is right, ${isPipeline ? 'the pipeline’s streams open' : 'a session opens'}`);
}

/** Opens what calls go on with when the Voice Agent is away: its second address, the pipeline's streams, or both. */
export async function checkFallback({ deepgram, settings, clock }: Subject, signal: AbortSignal): Promise<Finding> {
  if (!deepgram || settings.agentDriver === 'pipeline') return skipped('a pipeline has none');
  const { apiKey, fallbackUrl } = deepgram;
  const ways = [
    ...(fallbackUrl === null
      ? []
      : [{ name: 'the second address', tried: tryAgent({ url: fallbackUrl, apiKey }, SECOND_AGENT, signal) }]),
    ...(settings.model ? [{ name: 'the pipeline', tried: tryStreams(deepgram, clock, signal) }] : []),
  ];
  if (ways.length === 0) return skipped('none is there, neither by DEEPGRAM_AGENT_FALLBACK_URL nor by LLM_PROVIDER');
  const found = ways.map(async ({ name, tried }) =>
    (await tried).map(({ detail, fix }) => ({ detail: `${name} could not take over: ${detail}`, fix })),
  );
  const troubles = (await Promise.all(found)).flat();
  if (troubles.length > 0) return warning(...joined(troubles));
  return ok(`${ways.map(({ name }) => name).join(' and ')} can take calls over`);
}

/** Details side by side, and each remedy once. */
function joined(troubles: readonly Trouble[]): [detail: string, fix: string] {
  const fixes = new Set(troubles.map(({ fix }) => fix));
  return [troubles.map(({ detail }) => detail).join('; '), [...fixes].join('; ')];
}
