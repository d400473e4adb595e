import { WORDINGS } from '../compliance/consent/wordings.catalogue.js';

const [AI_DISCLOSURE] = WORDINGS.ai_disclosure;

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
    connecting_on_call: "I'll put you through to the dentist on call. One moment, please.",
    desk_not_there: "I'm sorry, nobody is at the front desk right now.",
    desk_did_not_answer: "I'm sorry, nobody at the front desk could take your call. How else can I help you?",
    limit_warning: "I'm sorry, this call can go on for one more minute only.",
    goodbye: 'Thank you for calling. Goodbye.',
    goodbye_time_limit: "I'm sorry, I have to end this call now. Please call again if you need anything else. Goodbye.",
    goodbye_callback:
      "I'm sorry, I have to end this call now. Somebody from the front desk will call you back. Goodbye.",
    goodbye_no_input: "I can't hear you, so I'll hang up now. Please call again any time. Goodbye.",
    no_card_numbers:
      "Please don't tell me your card number. I can't take payments by phone; the front desk will help you with that.",
    emergency_911:
      'This may be an emergency. If this is life threatening, hang up and call 911, or go to the nearest emergency room.',
    emergency_bleeding:
      'Press firmly on the spot with clean gauze, and keep pressing. If this is life threatening, hang up and call 911, or go to the nearest emergency room.',
    first_aid_tooth:
      "Hold the tooth by its crown, and don't scrub it. Put an adult tooth back in its socket, or keep it in milk. Then come to us, or to an emergency room, at once.",
    ai_disclosure: AI_DISCLOSURE.en,
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
    connecting_on_call: 'Le comunico con el dentista de guardia. Un momento, por favor.',
    desk_not_there: 'Lo siento, no hay nadie en la recepción en este momento.',
    desk_did_not_answer: 'Lo siento, nadie en la recepción pudo atender su llamada. ¿En qué más puedo ayudarle?',
    limit_warning: 'Lo siento, esta llamada solo puede durar un minuto más.',
    goodbye: 'Gracias por llamar. Adiós.',
    goodbye_time_limit: 'Lo siento, tengo que terminar la llamada. Vuelva a llamar si necesita algo más. Adiós.',
    goodbye_callback: 'Lo siento, tengo que terminar la llamada. Alguien de la recepción le llamará. Adiós.',
    goodbye_no_input: 'No le oigo, así que voy a colgar. Llámenos cuando quiera. Adiós.',
    no_card_numbers:
      'Por favor, no me diga el número de su tarjeta. No puedo cobrar por teléfono; la recepción le ayudará con los pagos.',
    emergency_911:
      'Esto puede ser una emergencia. Si hay peligro de muerte, cuelgue y llame al 911, o vaya a la sala de emergencias más cercana.',
    emergency_bleeding:
      'Presione con fuerza con una gasa limpia, sin soltar. Si hay peligro de muerte, cuelgue y llame al 911, o vaya a la sala de emergencias más cercana.',
    first_aid_tooth:
      'Tome el diente por la corona y no lo frote. Si es de adulto, colóquelo en su lugar, o guárdelo en leche. Después venga enseguida, o vaya a una sala de emergencias.',
    ai_disclosure: AI_DISCLOSURE.es,
  },
} as const;

/** The first words to a caller of a clinic that has chosen none. */
export const PLAIN_GREETINGS: Record<keyof typeof PHRASES, (clinic: string) => string> = {
  en: (clinic) => `Thank you for calling ${clinic}. ${AI_DISCLOSURE.en} How can I help you today?`,
  es: (clinic) => `Gracias por llamar a ${clinic}. ${AI_DISCLOSURE.es} ¿En qué puedo ayudarle?`,
};

export type PhraseId = keyof typeof PHRASES.en;

export const PHRASE_IDS = Object.keys(PHRASES.en) as [PhraseId, ...PhraseId[]];

/**
 * First aid, in the words of the public. After the American Dental Association's "Dental Emergencies" (MouthHealthy) and the NHS's
 * "Knocked-out tooth" and aftercare for a tooth that was taken out: a tooth is held by its crown and not scrubbed, an adult one goes
 * back into the socket or into milk; a bleeding place is pressed on with clean gauze. No drugs, and nothing about what it may be.
 */
export const FIRST_AID = ['emergency_911', 'emergency_bleeding', 'first_aid_tooth'] as const satisfies PhraseId[];
export type FirstAidId = (typeof FIRST_AID)[number];

const UNCHANGEABLE = [...FIRST_AID, 'ai_disclosure', 'no_card_numbers'] as const satisfies PhraseId[];
type ChangeablePhraseId = Exclude<PhraseId, (typeof UNCHANGEABLE)[number]>;

/** A clinic chooses neither what somebody in danger is told, nor how people learn that an AI speaks, nor what protects their card. */
export const CHANGEABLE_PHRASE_IDS = PHRASE_IDS.filter((id) => !(UNCHANGEABLE as readonly PhraseId[]).includes(id)) as [
  ChangeablePhraseId,
  ...ChangeablePhraseId[],
];

/** A line that is kept as audio: a phrase, or the greeting. */
export type LineId = PhraseId | 'greeting';

/** What is shipped as audio, for every clinic and with no provider at all. The greeting can't name the clinic. */
export const SHIPPED_LINES: Record<LineId, string> = {
  ...PHRASES.en,
  greeting: `Thank you for calling. ${AI_DISCLOSURE.en} How can I help you today?`,
};

export const LINE_IDS = Object.keys(SHIPPED_LINES) as LineId[];
