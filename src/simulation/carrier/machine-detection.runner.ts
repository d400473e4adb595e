import { decodeUlaw } from '../../audio/g711.codec.js';
import { isVoiced } from '../../audio/voice-activity.policy.js';
import type { AnsweredBy } from './call-control.types.js';
import { reduceDetection, startDetection, type DetectionMode } from './machine-detection.reducer.js';
import type { PhoneCall } from './phone-call.js';
import { isPureTone } from './tones.codec.js';

export interface Detection {
  answeredBy: AnsweredBy;
  /** Since the answer. */
  durationMs: number;
}

/** Listens to a call that was answered just now. Null when it is over before anything is clear. */
export async function detectMachine(call: PhoneCall, mode: DetectionMode): Promise<Detection | null> {
  let state = startDetection();
  const detection = await new Promise<Detection | null>((resolve) => {
    const stop = call.observe({
      onFrame: ({ spoken }) => {
        const tone = isPureTone(decodeUlaw(spoken));
        const step = reduceDetection(mode, state, { voiced: isVoiced(spoken), tone });
        state = step.state;
        if (step.answeredBy === null) return;
        stop();
        resolve({ answeredBy: step.answeredBy, durationMs: state.elapsedMs });
      },
    });
    call.gone.addEventListener('abort', () => resolve(null), { once: true });
    if (call.gone.aborted) resolve(null);
  });
  if (!detection) return null;
  call.answeredBy = detection.answeredBy;
  call.emit({ type: 'machine_detected', answeredBy: detection.answeredBy });
  return detection;
}

export const detectionFields = ({ answeredBy, durationMs }: Detection): Record<string, string> => ({
  AnsweredBy: answeredBy,
  MachineDetectionDuration: String(durationMs),
});
