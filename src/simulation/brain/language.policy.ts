import { concepts, FILLERS, tokenize } from './words.policy.js';

/** The languages that the stand-ins tell apart. */
export type SpokenLanguage = 'en' | 'es';

/** Everyday words of Spanish that are none of English. */
const SPANISH = new Set(
  (
    'hola buenos buenas dias tardes noches gracias favor por si quiero quisiera necesito tengo puede puedo podria usted ustedes ' +
    'hablo habla hablar espanol ingles el la los las un una unos unas de del al y o que en con para pero porque cuando donde ' +
    'mi mis su sus es esta estoy soy llamo llama llamar llame nombre apellido cita consulta limpieza muela muelas diente dientes ' +
    'dolor duele doctora corona empaste puente cayo caido rompio mensaje recado dejar deje decir dice digale dile manana hoy ' +
    'lunes martes miercoles jueves viernes sabado semana hora adios hasta luego nada mas eso todo tambien muy bien claro ' +
    'nuevo nueva paciente hijo hija senora senor telefono numero le se lo ya ' +
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez quince veinte treinta mil'
  ).split(' '),
);

/** Said in both. */
const SHARED = new Set(['a', 'he', 'me', 'no', 'ok', 'okay']);

/** Which language most words of an utterance are of; null when none tells. A word that could be a name counts for neither. */
export function languageOf(text: string): SpokenLanguage | null {
  const words = tokenize(text)
    .filter(({ text: word }, at) => at === 0 || !/^\p{Lu}/u.test(word))
    .map(({ norm }) => norm)
    .filter((word) => !SHARED.has(word));
  const spanish = words.filter(isSpanish).length;
  const english = words.filter((word) => FILLERS.has(word)).length;
  if (spanish === 0 && english === 0) return null;
  return spanish >= english ? 'es' : 'en';
}

/** Accents of Spanish that few other languages write over all of these letters; `à`, `ê` and `ç` are none of them. */
const ACCENTED = /^[a-z]*[áéíóúñü][a-záéíóúñü]*$/;

const isSpanish = (word: string): boolean => ACCENTED.test(word) || SPANISH.has(unaccented(word));

export const unaccented = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

const WORDS_OF_A_SENTENCE = 4;

/** A whole sentence in which nothing is of any language that is understood here. */
export const isForeign = (text: string): boolean =>
  text.split(/\s+/).length >= WORDS_OF_A_SENTENCE && languageOf(text) === null && concepts(text).size > 0;
