/**
 * The tools that a profile may name, as the model sees them. They are built in the conversation, which comes after this
 * feature; a test keeps the two equal. Ending the call, changing the language and urgent care are never taken away.
 */
export const TOOL_NAMES = [
  'find_slots',
  'hold_slot',
  'book_appointment',
  'join_waitlist',
  'list_appointments',
  'move_appointment',
  'cancel_appointment',
  'confirm_appointment',
  'text_details',
  'verify_identity',
  'text_code',
  'register_patient',
  'urgent_care',
  'clinic_information',
  'answer_question',
  'take_message',
  'request_follow_up',
  'note_insurance',
  'transfer_to_human',
  'request_keypad_entry',
  'decline_recording',
  'switch_language',
  'end_call',
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

export const isToolName = (name: string): name is ToolName => (TOOL_NAMES as readonly string[]).includes(name);
