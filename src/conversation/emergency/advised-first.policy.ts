import { rejected, type Tool, type ToolOutcome } from '../tools/tool.types.js';
import { agentMayEnd, isOutstanding, type Advice } from './advice.types.js';

/** What helps in an emergency, or does not keep anybody from help. */
const AT_ANY_TIME: readonly string[] = [
  'urgent_care',
  'transfer_to_human',
  'take_message',
  'switch_language',
  'request_keypad_entry',
  'decline_recording',
];

const BEING_TOLD = 'The caller is being told what to do. Wait until they have heard it. ';

/** The tools of a call in which somebody may be in danger: before they know what to do nothing else is done. */
export const advisedFirst = (tools: readonly Tool[], adviceNow: () => Advice): Tool[] =>
  tools.map((tool) => ({
    ...tool,
    run: (args, context) => {
      const refusal = refusalOf(tool.name, adviceNow());
      return refusal ? Promise.resolve(refusal) : tool.run(args, context);
    },
  }));

function refusalOf(name: string, advice: Advice): ToolOutcome | null {
  if (AT_ANY_TIME.includes(name)) return null;
  if (isOutstanding(advice)) {
    return rejected(
      'emergency_first',
      `${BEING_TOLD}Then offer to connect them with transfer_to_human, reason emergency.`,
    );
  }
  if (name !== 'end_call' || agentMayEnd(advice)) return null;
  return rejected(
    'emergency_first',
    'The caller spoke of danger: they end the call. Ask whether to connect them with transfer_to_human, reason emergency.',
  );
}
