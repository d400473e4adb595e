import type { CallEvidence, Complaint, SceneEvidence } from './evidence.types.js';
import { judgeBooking } from './booking.policy.js';
import { judgeEnding } from './ending.policy.js';
import { judgeHeard } from './heard.policy.js';
import { judgeLog } from './log.policy.js';
import { judgeSilence } from './silence.policy.js';

/** What did not hold in one call of a scene; nothing when all did. */
export const judgeCall = (call: CallEvidence, scene: SceneEvidence): Complaint[] => [
  ...judgeSilence(call, scene),
  ...judgeHeard(call),
  ...judgeBooking(call),
  ...judgeEnding(call),
  ...judgeLog(call, scene),
];

/** What did not hold in the scene as a whole: nobody knows whose fault it was, so it breaks each of its calls. */
export const judgeScene = ({ strays, open }: SceneEvidence): Complaint[] => [
  ...strays.map((error) => `nobody caught: ${error}`),
  ...open.map((what) => `still there when all was over: ${what}`),
];
