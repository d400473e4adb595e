/**
 * The tools that a profile may name, as the model sees them. They are built in the conversation, which comes after this
 * feature; a test keeps the two equal. Ending the call and changing the language are never taken away.
 */
export const TOOL_NAMES = [
  'find_slots',
  'book_appointment',
  'take_message',
  'transfer_to_human',
  'request_keypad_entry',
  'decline_recording',
  'switch_language',
  'end_call',
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

export const isToolName = (name: string): name is ToolName => (TOOL_NAMES as readonly string[]).includes(name);
