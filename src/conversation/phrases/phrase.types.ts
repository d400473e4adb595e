/**
 * The lines that the product says on its own account. Each is also kept as audio (assets/phrases, rendered by
 * `npm run phrases`), so that a caller hears words even when no provider can be reached.
 */
export const PHRASES = {
  connecting_trouble: "I'm sorry, I'm having a little trouble. One moment, please.",
  resume_apology: 'Sorry, we were cut off for a moment.',
  filler: 'One moment, please.',
  say_again: "I'm sorry, could you say that again?",
  still_there_first: 'Are you still there?',
  still_there_second: "I can't hear you. Are you still there?",
  connecting_desk: "I'll put you through to the front desk. One moment, please.",
  desk_not_there: "I'm sorry, nobody is at the front desk right now.",
  desk_did_not_answer: "I'm sorry, nobody at the front desk could take your call. How else can I help you?",
  limit_warning: "I'm sorry, this call can go on for one more minute only.",
  goodbye_time_limit: "I'm sorry, I have to end this call now. Please call again if you need anything else. Goodbye.",
  goodbye_no_input: "I can't hear you, so I'll hang up now. Please call again any time. Goodbye.",
} as const satisfies Record<string, string>;

export type PhraseId = keyof typeof PHRASES;

export const PHRASE_IDS = Object.keys(PHRASES) as PhraseId[];
