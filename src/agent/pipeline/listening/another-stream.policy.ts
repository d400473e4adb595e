import type { AgentFailure } from '../../voice-agent.port.js';

/**
 * How a recognition ends when it is brought up to date with a wish that takes another stream. It is nobody's fault: whoever
 * holds it opens the next one at once, with the wish that it was given last.
 */
export const ANOTHER_STREAM_WANTED: AgentFailure = { kind: 'unavailable', code: 'another_stream_wanted' };
