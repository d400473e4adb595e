import { capitalised, sentencesOf } from './words.policy.js';

/** What the receptionist says, in English and in Spanish; `*` stands for words that are put into Spanish one by one. */
const SENTENCES: readonly (readonly [english: string, spanish: string])[] = [
  ['How can I help you today?', '¿En qué puedo ayudarle?'],
  ['Is there anything else I can help you with?', '¿Puedo ayudarle en algo más?'],
  ['Hello!', '¡Hola!'],
  ["You're welcome.", 'De nada.'],
  ['Of course.', 'Por supuesto.'],
  ['All right.', 'Muy bien.'],
  ['No problem.', 'No hay problema.'],
  ["That's all right.", 'Está bien.'],
  ['Of course, take your time.', 'Por supuesto, tómese su tiempo.'],
  ["I'm sorry to hear that.", 'Lo siento mucho.'],
  ['Thank you for calling.', 'Gracias por llamar.'],
  ['Goodbye.', 'Adiós.'],
  ['One moment, please.', 'Un momento, por favor.'],
  ['I am connecting you.', 'Le comunico.'],
  ['Let me have a look.', 'Déjeme ver.'],
  ["That's done.", 'Listo.'],
  ['Which one would you like?', '¿Cuál prefiere?'],
  ['Would you like to take it?', '¿La quiere?'],
  ['I am keeping * for you.', 'Le guardo *.'],
  ['Which one do you mean?', '¿Cuál de ellas quiere decir?'],
  ['Does that work for you?', '¿Le va bien?'],
  ['Is that right?', '¿Es correcto?'],
  ['Shall I cancel it?', '¿La cancelo?'],
  ['Would you like to move it to another day, or cancel it?', '¿Quiere cambiarla a otro día o cancelarla?'],
  ['Could you say it again?', '¿Puede repetirlo?'],
  ["Sorry, I didn't catch that.", 'Perdón, no le entendí.'],
  ["Sorry, I didn't get that.", 'Perdón, no entendí eso.'],
  ["I'm sorry, I still didn't get that.", 'Lo siento, todavía no le entiendo.'],
  ["I'm sorry, I'm having trouble understanding you.", 'Lo siento, me cuesta entenderle.'],
  ['Please try again later.', 'Por favor, inténtelo más tarde.'],
  ["I'm sorry, that didn't work.", 'Lo siento, no ha funcionado.'],
  ["I'm sorry, I couldn't find anything for that.", 'Lo siento, no encontré nada.'],
  ["I'm sorry, I can't help with that.", 'Lo siento, no puedo ayudarle con eso.'],
  ["I'm sorry, I don't know that.", 'Lo siento, eso no lo sé.'],
  ['All right, this call is not being recorded.', 'Muy bien, esta llamada no se graba.'],
  ['First I need to know who is calling.', 'Primero necesito saber quién llama.'],
  ["I'm a virtual assistant: an AI, not a person.", 'Soy una asistente virtual: una IA, no una persona.'],
  ["I'm very sorry about that.", 'Lo siento mucho, de verdad.'],
  ['If you would rather speak with a person, just say so.', 'Si prefiere hablar con una persona, dígamelo.'],
  [
    "I'm sorry, I can only do that for you yourself, or for those you may speak for.",
    'Lo siento, solo puedo hacerlo para usted o para quienes usted representa.',
  ],
  ['What is their first name?', '¿Cuál es su nombre de pila?'],
  ['May I have your full name, please?', '¿Cuál es su nombre completo?'],
  ["May I have the patient's full name, please?", '¿Cuál es el nombre completo del paciente?'],
  ['May I have your first name, please?', '¿Cuál es su primer nombre?'],
  ['May I have your last name, please?', '¿Cuál es su apellido?'],
  ['What is your date of birth?', '¿Cuál es su fecha de nacimiento?'],
  ["What is the patient's date of birth?", '¿Cuál es la fecha de nacimiento del paciente?'],
  ['What phone number should I write down?', '¿A qué número de teléfono le llamamos?'],
  ['What is the phone number on file?', '¿Qué número de teléfono tenemos registrado?'],
  ['What is your email address?', '¿Cuál es su correo electrónico?'],
  ['What day and time would suit you?', '¿Qué día y a qué hora le viene bien?'],
  ['What day would suit you?', '¿Qué día le viene bien?'],
  ['What time would suit you?', '¿A qué hora le viene bien?'],
  ['Which appointment type would you like?', '¿Qué tipo de cita desea?'],
  ['Which * would you like?', '¿Qué * desea?'],
  ['Could you tell me the message?', '¿Qué mensaje quiere dejar?'],
  ['Could you tell me the reason?', '¿Cuál es el motivo?'],
  ['Could you tell me the insurer?', '¿Qué seguro tiene?'],
  ['Could you tell me the code?', '¿Me puede decir el código?'],
  ['Could you tell me the *?', '¿Me puede decir *?'],
  ['Been here before: yes or no?', '¿Ha estado aquí antes, sí o no?'],
  ['For example *.', 'Por ejemplo, *.'],
  ["You're all set: *.", 'Todo listo: *.'],
  ['That is cancelled: *.', 'Queda cancelada: *.'],
  ['Your confirmation number is *.', 'Su número de confirmación es *.'],
  ["I don't see anything.", 'No veo nada.'],
  ['You have *.', 'Usted tiene *.'],
  ['I see *.', 'Veo *.'],
  ['I have *.', 'Tengo *.'],
  ['That is *.', 'Es: *.'],
  ['Would you like to *?', '¿Quiere *?'],
  ['I can *.', 'Puedo ayudarle con lo siguiente: *.'],
  ['Somebody will call back.', 'Listo, lo he anotado. Le llamarán pronto.'],
  ['Somebody looks into it and calls back.', 'Alguien lo revisará y le llamará.'],
  ['The desk checks it and calls back.', 'La recepción lo revisará y le llamará.'],
  ['The details could not be verified.', 'No se pudieron verificar los datos.'],
  [
    'If the details are right, a code is on its way to the phone on file.',
    'Si los datos son correctos, un código va en camino al teléfono registrado.',
  ],
  [
    'Please key in the phone number with area code, and then the pound key.',
    'Por favor, marque el número de teléfono con el código de área, y después la tecla numeral.',
  ],
  [
    'Please key in the date of birth: two digits for the month, two for the day, four for the year.',
    'Por favor, marque la fecha de nacimiento: dos dígitos del mes, dos del día y cuatro del año.',
  ],
];

/** Whole words and phrases, longest first where one holds another. Each stands for the other, both ways. */
const WORDS: readonly (readonly [english: string, spanish: string])[] = [
  ['be put on the waiting list', 'que le ponga en la lista de espera'],
  ['leave a message for the desk', 'dejar un mensaje'],
  ['speak with a person', 'hablar con una persona'],
  ['connect you with a person', 'comunicarle con una persona'],
  ['help with something urgent', 'ayudarle con algo urgente'],
  ['answer questions', 'contestar preguntas'],
  ['take a message', 'tomar un mensaje'],
  ['find slots', 'buscar horas libres'],
  ['book an appointment', 'reservar una cita'],
  ['move an appointment', 'cambiar una cita'],
  ['cancel an appointment', 'cancelar una cita'],
  ['confirm an appointment', 'confirmar una cita'],
  ['list appointments', 'ver sus citas'],
  ['appointment type', 'tipo de cita'],
  ['New patient exam', 'Examen de paciente nuevo'],
  ['Emergency visit', 'Visita de emergencia'],
  ['Cleaning', 'Limpieza'],
  ['Filling', 'Empaste'],
  ['Whitening', 'Blanqueamiento'],
  ['Open now', 'Abierto ahora'],
  ['Closed now', 'Cerrado ahora'],
  ['closed', 'cerrado'],
  ['Today', 'Hoy'],
  ['Tomorrow', 'Mañana'],
  ['Monday', 'lunes'],
  ['Tuesday', 'martes'],
  ['Wednesday', 'miércoles'],
  ['Thursday', 'jueves'],
  ['Friday', 'viernes'],
  ['Saturday', 'sábado'],
  ['Sunday', 'domingo'],
  ['zero', 'cero'],
  ['one', 'uno'],
  ['two', 'dos'],
  ['three', 'tres'],
  ['four', 'cuatro'],
  ['five', 'cinco'],
  ['six', 'seis'],
  ['seven', 'siete'],
  ['eight', 'ocho'],
  ['nine', 'nueve'],
  ['with', 'con'],
  ['to', 'a'],
  ['and', 'y'],
  ['or', 'o'],
];
const MONTHS =
  'January:enero February:febrero March:marzo April:abril May:mayo June:junio July:julio August:agosto September:septiembre October:octubre November:noviembre December:diciembre';
const MONTH_OF = new Map(
  MONTHS.split(' ').map((pair): [string, string] => {
    const [english = '', spanish = ''] = pair.split(':');
    return [english, spanish];
  }),
);
const DATE = new RegExp(`\\b(${[...MONTH_OF.keys()].join('|')}) (\\d{1,2})\\b`, 'g');
const CLOCK = /\b(at )?(\d{1,2}):(\d\d) ?(AM|PM)\b/g;

/** Sentences of ours in Spanish. Of any other at least days and times are said in Spanish. */
export const inSpanish = (text: string): string => sentencesOf(text).map(spanishFor).join(' ');

/** The English of what was said in Spanish; what was cut off counts as said when no other sentence begins like that. */
export function inEnglish(text: string): string {
  return sentencesOf(text.replace(TWO_SPANISH, ONE_ENGLISH)).map(englishFor).join(' ');
}

/** One sentence of English that takes two in Spanish. */
const TWO_SPANISH = 'Listo, lo he anotado. Le llamarán pronto.';
const ONE_ENGLISH = 'Somebody will call back.';

function spanishFor(sentence: string): string {
  for (const [english, spanish] of SENTENCES) {
    const held = heldBy(english, sentence);
    if (held !== null) return spanish.replace('*', () => spokenWords(held));
  }
  return capitalised(spokenWords(sentence));
}

const SHORTEST_BEGINNING = 8;

function englishFor(sentence: string): string {
  for (const [english, spanish] of SENTENCES) {
    const held = heldBy(spanish, sentence);
    if (held !== null) return english.replace('*', () => replaced(held, 1, 0));
  }
  const begun = SENTENCES.filter(([, spanish]) => sentence.length > SHORTEST_BEGINNING && spanish.startsWith(sentence));
  return begun.length === 1 ? (begun[0]?.[0] ?? sentence) : sentence;
}

/** What a sentence has in the place of `*`, an empty string where there is none; null when it is another sentence. */
function heldBy(pattern: string, sentence: string): string | null {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === sentence ? '' : null;
  const fits =
    sentence.startsWith(before) && sentence.endsWith(after) && sentence.length > before.length + after.length;
  return fits ? sentence.slice(before.length, sentence.length - after.length) : null;
}

const spokenWords = (text: string): string =>
  replaced(
    text
      .replace(/,(?= (?:or|and) )/g, '')
      .replace(/\b(?=\d{1,2}:\d\d ?[AP]M to )/g, 'de ')
      .replace(/\bon (?=\w+day\b)/g, 'el ')
      .replace(/(\w+day), (?=[A-Z]\w+ \d)/g, '$1 ')
      .replace(CLOCK, (_, at: string | undefined, hour: string, minute: string, half: string) =>
        clockInSpanish(at !== undefined, Number(hour), minute, half),
      )
      .replace(DATE, (_, month: string, day: string) => `${day} de ${MONTH_OF.get(month) ?? month}`),
    0,
    1,
  );

function clockInSpanish(at: boolean, hour: number, minute: string, half: string): string {
  const part = half === 'AM' ? 'de la mañana' : hour % 12 < 8 ? 'de la tarde' : 'de la noche';
  const article = hour === 1 ? 'la' : 'las';
  return `${at ? 'a ' : ''}${article} ${hour}:${minute} ${part}`;
}

function replaced(text: string, from: 0 | 1, to: 0 | 1): string {
  const entries = WORDS.map((pair) => [pair[from], pair[to]] as const);
  const pattern = new RegExp(`(?<!\\p{L})(?:${entries.map(([word]) => word).join('|')})(?!\\p{L})`, 'gu');
  return text.replace(pattern, (word) => entries.find(([known]) => known === word)?.[1] ?? word);
}
