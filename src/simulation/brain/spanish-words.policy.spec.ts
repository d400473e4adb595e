import { glossed } from './spanish-words.policy.js';

it.each([
  ['El martes que viene por la tarde.', 'Next Tuesday in the afternoon.'],
  ['Mañana por la mañana, por favor.', 'Tomorrow morning, please.'],
  ['Pasado mañana a las diez y media de la mañana.', 'The day after tomorrow at 10:30 am.'],
  ['A la una y cuarto de la tarde.', 'At 1:15 pm.'],
  ['El viernes a las cuatro menos cuarto.', 'On Friday at 3:45.'],
  ['La semana que viene, lo antes posible.', 'Next week, as soon as possible.'],
  ['El 24 de noviembre.', 'The 24 of November.'],
  ['El cuatro de marzo de mil novecientos ochenta y cinco.', 'The 4 of March of 1985.'],
  ['Nací el primero de junio de dos mil diecisiete.', 'I was born on first of June of 2017.'],
  ['Cinco uno dos, doble cinco, cero uno cuarenta y tres.', '5 1 2, double 5, 0 1 43.'],
  ['Me llamo Ana de la Cruz.', 'My name is Ana de la Cruz.'],
  ['Rosa María Delgado y Ríos.', 'Rosa María Delgado y Ríos.'],
  ['No, mejor el jueves.', 'No, rather on Thursday.'],
  ['Es para mi hijo Leo.', 'It is for my son Leo.'],
  ['Nunca he ido.', 'I have never been there.'],
  ['maria punto lopez arroba example punto org', 'Maria dot lopez at example dot org'],
  ['La primera, por favor.', 'The first one, please.'],
  ['¿Aceptan Delta Dental?', 'Do you take Delta Dental?'],
  ['Quiero cambiar mi cita.', 'I want move my appointment.'],
  ['Los últimos cuatro son cero uno cuatro tres.', 'The last four are 0 1 4 3.'],
])('"%s" is understood as "%s"', (said, gloss) => {
  expect(glossed(said)).toBe(gloss);
});
