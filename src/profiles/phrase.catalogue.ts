/**
 * The lines that the product says on its own account, in every language that it speaks. A clinic can put them in other words
 * (see `AgentSettings.phrases`). Each is also kept as audio, so that a caller hears words even when no provider can be reached.
 */
export const PHRASES = {
  en: {
    connecting_trouble: "I'm sorry, I'm having a little trouble. One moment, please.",
    still_connecting: 'Thank you for waiting.',
    resume_apology: 'Sorry, we were cut off for a moment.',
    listening: 'Mm-hmm.',
    filler: 'One moment, please.',
    filler_second: "I'm still working on it. Thank you for waiting.",
    say_again: "I'm sorry, could you say that again?",
    still_there_first: 'Are you still there?',
    still_there_second: "I can't hear you. Are you still there?",
    connecting_desk: "I'll put you through to the front desk. One moment, please.",
    desk_not_there: "I'm sorry, nobody is at the front desk right now.",
    desk_did_not_answer: "I'm sorry, nobody at the front desk could take your call. How else can I help you?",
    limit_warning: "I'm sorry, this call can go on for one more minute only.",
    goodbye: 'Thank you for calling. Goodbye.',
    goodbye_time_limit: "I'm sorry, I have to end this call now. Please call again if you need anything else. Goodbye.",
    goodbye_no_input: "I can't hear you, so I'll hang up now. Please call again any time. Goodbye.",
  },
  es: {
    connecting_trouble: 'Lo siento, tengo un pequeño problema. Un momento, por favor.',
    still_connecting: 'Gracias por esperar.',
    resume_apology: 'Disculpe, se cortó por un momento.',
    listening: 'Ajá.',
    filler: 'Un momento, por favor.',
    filler_second: 'Sigo en ello. Gracias por esperar.',
    say_again: 'Lo siento, ¿podría repetirlo?',
    still_there_first: '¿Sigue ahí?',
    still_there_second: 'No le oigo. ¿Sigue ahí?',
    connecting_desk: 'Le comunico con la recepción. Un momento, por favor.',
    desk_not_there: 'Lo siento, no hay nadie en la recepción en este momento.',
    desk_did_not_answer: 'Lo siento, nadie en la recepción pudo atender su llamada. ¿En qué más puedo ayudarle?',
    limit_warning: 'Lo siento, esta llamada solo puede durar un minuto más.',
    goodbye: 'Gracias por llamar. Adiós.',
    goodbye_time_limit: 'Lo siento, tengo que terminar la llamada. Vuelva a llamar si necesita algo más. Adiós.',
    goodbye_no_input: 'No le oigo, así que voy a colgar. Llámenos cuando quiera. Adiós.',
  },
} as const;

/** The first words to a caller of a clinic that has chosen none. */
export const PLAIN_GREETINGS: Record<keyof typeof PHRASES, (clinic: string) => string> = {
  en: (clinic) => `Thank you for calling ${clinic}. I am the virtual assistant. How can I help you today?`,
  es: (clinic) => `Gracias por llamar a ${clinic}. Soy la asistente virtual. ¿En qué puedo ayudarle?`,
};

export type PhraseId = keyof typeof PHRASES.en;

export const PHRASE_IDS = Object.keys(PHRASES.en) as [PhraseId, ...PhraseId[]];

/** A line that is kept as audio: a phrase, or the greeting. */
export type LineId = PhraseId | 'greeting';

/** What is shipped as audio, for every clinic and with no provider at all. The greeting can't name the clinic. */
export const SHIPPED_LINES: Record<LineId, string> = {
  ...PHRASES.en,
  greeting: 'Thank you for calling. I am the virtual assistant. How can I help you today?',
};

export const LINE_IDS = Object.keys(SHIPPED_LINES) as LineId[];
