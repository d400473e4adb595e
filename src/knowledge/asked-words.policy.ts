import type { FaqLanguage } from './faqs.types.js';

/** Nobody asks one thing in more words than this. */
const MAX_LENGTH = 300;

/**
 * What people say around a question, and what every question to a dental clinic is about: neither tells which answer is meant.
 * Beyond the stop words that the database leaves out by itself.
 */
const EMPTY_WORDS: Record<FaqLanguage, ReadonlySet<string>> = {
  en: new Set(
    `hi hello hey good morning afternoon evening please thanks thank sorry wondering wonder whether know tell ask asking asked question
    questions like want wanted would could can may might need just also maybe actually really quick something anything somebody
    curious say said saying see go going get got let us um uh well okay ok yes yeah sure right one thing things way
    office clinic practice place dental dentist dentists guys people there offer have has had does did make take happen happens
    possible able policy policies kind sort much many patient patients yours mine`.split(/\s+/),
  ),
  es: new Set(
    `hola buenos buenas días tardes noches por favor gracias perdón disculpe quisiera quería quiero saber sabe decir decirme dígame
    preguntar pregunta preguntas puede puedo pueden podría podrían necesito tengo tiene tienen hay algo cosa cosas eh bueno sí si claro
    clínica consultorio oficina dental dentista dentistas ustedes usted hacen hace hacer ofrecen ofrece es son está están ser
    posible política políticas paciente pacientes tipo cómo qué cuál cuáles cuánto cuánta me se le les ahí aquí`.split(
      /\s+/,
    ),
  ),
};

/** The words of a question that say what it is about, in their order; empty when there are none. Letters and digits only. */
export function askedWords(question: string, language: FaqLanguage): string {
  const words =
    question
      .slice(0, MAX_LENGTH)
      .toLowerCase()
      .replaceAll(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !EMPTY_WORDS[language].has(word)).join(' ');
}
