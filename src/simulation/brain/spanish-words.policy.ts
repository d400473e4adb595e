import { unaccented } from './language.policy.js';
import { clockTimeAt, numberAt, type Gloss } from './spanish-numbers.policy.js';

/** What callers say in Spanish, put into the English words that stand for it: a gloss to be understood by, no translation. */

const LEXICON = `
hola: hello | buenos dias: good morning | buenas tardes: good afternoon | buenas noches: good evening | buenas: hello
si: yes | claro: sure | claro que si: yes | por supuesto: of course | vale: okay | de acuerdo: okay | esta bien: okay | bueno: okay
correcto: correct | asi es: that is right | exacto: exactly | eso es: that is right | es correcto: that is correct | perfecto: perfect
por favor: please | gracias: thank you | muchas gracias: thank you | no gracias: no thank you | muy amable: thank you
adios: goodbye | hasta luego: goodbye | hasta pronto: goodbye | nada mas: that is all | eso es todo: that is all | seria todo: that is all
perdon: sorry | perdone: sorry | disculpe: sorry | lo siento: sorry | digo: I mean | quiero decir: I mean | mejor: rather
espere: wait | un momento: one moment | un segundo: one second | dejeme ver: let me see | a ver: let me see | pues: well | este: um
como dijo: what did you say | que dijo: what did you say | otra vez: again | repita: repeat that | puede repetir: repeat that
puede repetirlo: repeat that | no entendi: I did not understand that | no le entendi: I did not understand you
quiero: I want | quisiera: I would like | me gustaria: I would like | necesito: I need | deseo: I want | busco: I need | tengo: I have
puedo: can I | podria: could I | puede: can you | pueden: can you | podrian: could you | me puede: can you | quiere: wants
una cita: an appointment | mi cita: my appointment | la cita: the appointment | cita: appointment | citas: appointments | mis citas: my appointments
una consulta: an appointment | visita: visit | mi visita: my visit | turno: appointment
hacer una cita: book an appointment | sacar una cita: book an appointment | pedir una cita: book an appointment
agendar una cita: book an appointment | programar una cita: book an appointment | hacer: make | sacar: book | pedir: book
reservar: book | agendar: book | programar: schedule
cancelar: cancel | cancelo: cancel | anular: cancel | cancelela: cancel it | cancelarla: cancel it
cambiar: move | mover: move | reprogramar: reschedule | posponer: postpone | cambiarla: move it | moverla: move it | cambio de cita: move my appointment
confirmar: confirm | confirmo: confirm | lista de espera: waiting list | registrarme: register | registrar: register
cuando es mi cita: when is my appointment | cuando tengo: when do I have | cuando: when | que dia: what day
limpieza: cleaning | una limpieza: a cleaning | limpieza dental: cleaning | empaste: filling | relleno: filling | corona: crown | puente: bridge
revision: checkup | chequeo: checkup | examen: exam | radiografia: x-ray | radiografias: x-rays | blanqueamiento: whitening | extraccion: extraction
endodoncia: root canal | emergencia: emergency | urgencia: emergency | urgente: urgent | dentista: dentist | doctora: doctor | doctor: doctor
higienista: hygienist | consultorio: clinic | clinica: clinic | oficina: office
diente: tooth | dientes: teeth | muela: tooth | muelas: teeth | encia: gum | encias: gums | cara: face | la cara: my face | mejilla: cheek | mandibula: jaw | boca: mouth
me duele: it hurts my | me duele mucho: it hurts a lot my | me duelen: they hurt my | duele: hurts | dolor: pain | dolor de muelas: toothache | dolor de muela: toothache
hinchada: swollen | hinchado: swollen | hinchazon: swelling | se me hincho: swollen is | fiebre: fever | sangra: bleeds | sangrando: bleeding | sangre: blood
no para de sangrar: the bleeding will not stop | no deja de sangrar: the bleeding will not stop | no puedo respirar: I can not breathe | no puedo respirar bien: I can not breathe
no puedo tragar: I can not swallow | se me cayo: fell out my | se me salio: came out my | se me rompio: I broke my | se me quebro: I broke my | se me partio: I broke my
se me cayo una corona: my crown fell off | se me cayo la corona: my crown fell off | se me cayo un empaste: my filling fell out | se me cayo el empaste: my filling fell out
se me cayo un diente: my tooth was knocked out | se me salio un diente: my tooth was knocked out | me tumbaron un diente: my tooth was knocked out | perdi un empaste: I lost a filling
un mensaje: a message | mensaje: message | recado: message | un recado: a message | dejar: leave | dejarle: leave | deje: leave | digale: tell them | diganle: tell them
digale a la doctora: tell the doctor | digale al doctor: tell the doctor | diganle al doctor: tell the doctor | diganle a la doctora: tell the doctor
avisele: tell them | avisele a la doctora: tell the doctor | que me llamen: that they call me back | me pueden llamar: can you call me back | llamenme: call me back
hablar con: speak with | comuniqueme con: connect me with | paseme con: put me through to | una persona: a person | alguien: somebody | recepcionista: receptionist
la recepcion: the front desk | una persona real: a real person | habla usted espanol: hello | habla espanol: hello | hablan espanol: hello
es usted un robot: are you a robot | es un robot: are you a robot | es usted una persona: are you a real person | hablo con una persona: am I talking to a real person
cuanto cuesta: how much is | cuanto cuestan: how much are | cuanto vale: how much is | que precio tiene: how much is | cuanto cobran por: how much is | precio: price | precios: prices
a que hora abren: what time do you open | a que hora cierran: what time do you close | hasta que hora abren: how late are you open | hasta que hora: how late are you open | abren: are you open
cual es su horario: what are your hours | horario: hours | estan abiertos: are you open | abierto: open
donde estan: where are you | donde queda: where is | donde: where | direccion: address | cual es su direccion: what is your address | estacionar: park | aparcar: park | estacionamiento: parking
como llego: how do I get there | aceptan: do you take | toman: do you take | seguro: insurance | mi seguro: my insurance | mi seguro es: my insurance is | seguro dental: dental insurance
receta: prescription | medicina: medicine | medicamento: medication | resultados: lab results | resultados del laboratorio: lab results | laboratorio: lab
me llamo: my name is | mi nombre es: my name is | mi nombre completo es: my name is | soy: I am | mi apellido es: my last name is | apellido: last name | el apellido es: the last name is
habla: this is | con acento: with an accent | se escribe: that is spelled | se deletrea: that is spelled
mi fecha de nacimiento es: my date of birth is | fecha de nacimiento: date of birth | naci: I was born | naci el: I was born on | nacio: was born | nacio el: was born on | nacido: born | nacida: born
mi telefono es: my phone number is | mi numero es: my phone number is | mi numero de telefono es: my phone number is | telefono: phone | el numero es: the number is | numero: number
los ultimos cuatro son: the last four are | los ultimos cuatro digitos son: the last four are | termina en: it ends in | codigo: code | el codigo es: the code is | codigo de area: area code
mi correo es: my email is | mi correo electronico es: my email is | correo: email | correo electronico: email | arroba: at | punto: dot | guion bajo: underscore | guion: dash
para mi: for my | para mi hijo: for my son | para mi hija: for my daughter | para mi esposo: for my husband | para mi esposa: for my wife | para mi mama: for my mother | para mi papa: for my father
mi hijo: my son | mi hija: my daughter | mi esposo: my husband | mi esposa: my wife | mi marido: my husband | mi madre: my mother | mi padre: my father | es para mi mismo: it is for me
nunca he ido: I have never been there | nunca he estado: I have never been there | es mi primera vez: it is my first time | primera vez: first time | soy paciente nuevo: I am a new patient
soy paciente nueva: I am a new patient | soy paciente: I am a patient there | ya soy paciente: I am a patient there | ya he ido: I have been there before | ya he estado: I have been there before
hoy: today | manana: tomorrow | pasado manana: the day after tomorrow | ayer: yesterday | esta tarde: this afternoon | esta manana: this morning | esta noche: tonight
manana por la manana: tomorrow morning | manana en la manana: tomorrow morning | manana por la tarde: tomorrow afternoon | manana en la tarde: tomorrow afternoon
por la manana: in the morning | en la manana: in the morning | de la manana: in the morning | por la tarde: in the afternoon | en la tarde: in the afternoon | de la tarde: in the afternoon | por la noche: in the evening | la manana: the morning | la tarde: the afternoon
lunes: Monday | martes: Tuesday | miercoles: Wednesday | jueves: Thursday | viernes: Friday | sabado: Saturday | domingo: Sunday
el lunes: on Monday | el martes: on Tuesday | el miercoles: on Wednesday | el jueves: on Thursday | el viernes: on Friday | el sabado: on Saturday | el domingo: on Sunday
proximo: next | el proximo: next | proxima: next | la proxima semana: next week | la semana que viene: next week | semana que viene: next week | la siguiente semana: next week | esta semana: this week | este: this | semana: week | fin de semana: weekend
enero: January | febrero: February | marzo: March | abril: April | mayo: May | junio: June | julio: July | agosto: August | septiembre: September | setiembre: September | octubre: October | noviembre: November | diciembre: December
lo antes posible: as soon as possible | cuanto antes: as soon as possible | cualquier dia: any day | mas tarde: anything later | mas temprano: anything earlier | antes: before | despues de: after | despues: after | temprano: early | a mediodia: at noon | al mediodia: at noon
la primera: the first one | el primero: the first one | primero de: first of | la segunda: the second one | el segundo: the second one | la tercera: the third one | el tercero: the third one | la ultima: the last one | esa: that one | ese: that one | la de: the one
ninguna: none of those | ninguno: none of those | cualquiera: whichever
a: to | al: to the | de: of | del: of the | en: in | con: with | sin: without | para: for | por: for | y: and | o: or | pero: but | porque: because | que: that | el: the | la: the | los: the | las: the | un: a | una: a | unos: some | unas: some | mi: my | mis: my | su: your | es: it is | son: are | esta: is | estoy: I am | no: no | me: me | se: it | lo: it | ya: already | muy: very | mucho: a lot | mucha: much | tambien: also | doble: double | triple: triple
`;

const GLOSSES = new Map(
  LEXICON.split(/\n|\s\|\s/)
    .map((entry) => entry.trim().split(': '))
    .flatMap(([spanish, english]): [string, string][] => (spanish && english ? [[spanish, english]] : [])),
);
const LONGEST = Math.max(...[...GLOSSES.keys()].map((phrase) => phrase.split(' ').length));
/** `el martes que viene`, `el martes próximo`. */
const NEXT_WEEKDAY =
  /\b(?:on )?(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) (?:that (?:viene|entra)|next)\b/g;

interface Word {
  said: string;
  plain: string;
  /** The punctuation after it. */
  after: string;
}

/** What an utterance in Spanish means, as far as a small lexicon tells; names and whatever else is unknown stay as they are. */
export function glossed(text: string): string {
  const words = text
    .replace(/[¿¡]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((raw): Word => {
      const [, said = raw, after = ''] = /^(.*?)([.,;:!?…]*)$/u.exec(raw) ?? [];
      return { said, plain: unaccented(said).toLowerCase(), after };
    });
  const pieces: string[] = [];
  for (let at = 0; at < words.length;) {
    const { text: english, length } = glossAt(words, at);
    pieces.push(english + (words[at + length - 1]?.after ?? ''));
    at += length;
  }
  return pieces
    .join(' ')
    .replace(NEXT_WEEKDAY, 'next $1')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function glossAt(words: readonly Word[], at: number): Gloss {
  const { said = '' } = words[at] ?? {};
  const reach = stretchFrom(words, at);
  const clock = clockTimeAt(reach, 0);
  if (clock) return clock;
  if (isOfName(words, at)) return { text: said, length: 1 };
  for (let length = Math.min(LONGEST, reach.length); length > 0; length -= 1) {
    const english = GLOSSES.get(reach.slice(0, length).join(' '));
    if (english !== undefined) return { text: english, length };
  }
  const number = numberAt(reach, 0);
  if (number) return { text: String(number.value), length: number.length };
  return { text: said, length: 1 };
}

/** Words up to the next pause: nothing that is said belongs together across one. */
function stretchFrom(words: readonly Word[], at: number): string[] {
  const end = words.findIndex(({ after }, index) => index >= at && after !== '');
  return words.slice(at, end < 0 ? words.length : end + 1).map(({ plain }) => plain);
}

const isCapital = (word: Word | undefined): boolean => /^\p{Lu}/u.test(word?.said ?? '');

/** The `Cruz` and the `de la` of `Ana de la Cruz`; the first word of a sentence says nothing about itself. */
function isOfName(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  const begins = before === undefined || /[.!?]/.test(before.after);
  if (isCapital(words[at]))
    return !begins && !/^(lunes|martes|miercoles|jueves|viernes|sabado|domingo)$/.test(words[at]?.plain ?? '');
  if (!['de', 'la', 'del', 'los', 'las', 'y'].includes(words[at]?.plain ?? '') || before?.after !== '') return false;
  const next = words.slice(at + 1).find(({ plain }) => !['de', 'la', 'los', 'las'].includes(plain));
  const previous = words.slice(0, at).findLast(({ plain }) => !['de', 'la', 'los', 'las'].includes(plain));
  return isCapital(next) && isCapital(previous);
}
