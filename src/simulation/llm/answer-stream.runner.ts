import type { ServerResponse } from 'node:http';
import type { Clock } from '../../common/clock/clock.js';
import type { LlmFaults, StreamBreakage } from './llm-faults.types.js';
import type { AnswerFrames } from './model-question.types.js';

export interface StreamPlan {
  clock: Clock;
  /** Between one token and the next. */
  tokenMs: number;
  /** Before the first token, beyond that. */
  stallMs: number;
  breaks: LlmFaults['breaks'];
  errorFrame: string;
  onToken(): void;
}

/** Sends an answer token by token. It ends with the signal, and leaves no timer behind. */
export async function streamAnswer(
  response: ServerResponse,
  frames: AnswerFrames,
  plan: StreamPlan,
  signal: AbortSignal,
): Promise<'answered' | 'broken' | 'left'> {
  const { clock, tokenMs, stallMs, breaks } = plan;
  response.write(frames.opening);
  if (stallMs > 0) await clock.sleep(stallMs, signal);
  for (const frame of frames.pieces.slice(0, breaks?.afterTokens)) {
    await clock.sleep(tokenMs, signal);
    if (signal.aborted) return 'left';
    response.write(frame);
    plan.onToken();
  }
  if (signal.aborted) return 'left';
  if (breaks) {
    await breakOff(response, breaks.how, plan.errorFrame, signal);
    return 'broken';
  }
  response.end(frames.closing);
  return 'answered';
}

async function breakOff(
  response: ServerResponse,
  how: StreamBreakage,
  errorFrame: string,
  signal: AbortSignal,
): Promise<void> {
  switch (how) {
    case 'reset':
      return void response.socket?.resetAndDestroy();
    case 'end':
      return void response.end();
    case 'error':
      return void response.end(errorFrame);
    case 'mute':
      return aborted(signal);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
