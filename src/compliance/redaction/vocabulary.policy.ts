/** Words of English and Spanish, in the plain form of `Word.text`. */
const list = (words: string): string[] => words.trim().split(/\s+/);
const set = (words: string): ReadonlySet<string> => new Set(list(words));
const numbered = (words: string, first: number): [string, number][] =>
  list(words).map((word, index) => [word, first + index]);

export const UNITS: ReadonlyMap<string, number> = new Map([
  ...numbered('zero one two three four five six seven eight nine', 0),
  ...numbered('cero uno dos tres cuatro cinco seis siete ocho nueve', 0),
]);
export const TEENS: ReadonlyMap<string, number> = new Map([
  ...numbered('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10),
  ...numbered('diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve', 10),
  ...numbered(
    'veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve',
    21,
  ),
]);
export const TENS: ReadonlyMap<string, number> = new Map(
  [
    'twenty thirty forty fifty sixty seventy eighty ninety',
    'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  ].flatMap((words) => numbered(words, 2).map(([word, tens]): [string, number] => [word, tens * 10])),
);
export const SPANISH_HUNDREDS: ReadonlyMap<string, number> = new Map([
  ['cien', 100],
  ...numbered(
    'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
    1,
  ).map(([word, hundreds]): [string, number] => [word, hundreds * 100]),
]);
export const THOUSANDS = set('thousand mil');
export const MILLIONS = set('million millions billion millon millones');
export const SPANISH_NUMBERS: ReadonlySet<string> = new Set([
  ...[...UNITS.keys()].slice(10),
  ...[...TEENS.keys()].slice(10),
  ...[...TENS.keys()].slice(8),
  ...SPANISH_HUNDREDS.keys(),
  'mil',
]);
export const TIMES_SAID: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['doble', 2],
  ['triple', 3],
  ['treble', 3],
  ['quadruple', 4],
]);
export const PLURAL_DIGITS: ReadonlyMap<string, number> = new Map([
  ...numbered('zeros ones twos threes fours fives sixes sevens eights nines', 0),
  ['zeroes', 0],
  ['ceros', 0],
]);
/** What the recogniser writes for a digit; believed between digits, and at either end of what is whole only with it. */
export const SOUNDS_LIKE: ReadonlyMap<string, number> = new Map([
  ['to', 2],
  ['too', 2],
  ['for', 4],
  ['ate', 8],
  ['won', 1],
]);
export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...numbered('first second third fourth fifth sixth seventh eighth ninth tenth', 1),
  ...numbered('eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth', 11),
  ['twentieth', 20],
  ['thirtieth', 30],
  ['primero', 1],
]);
export const ORDINAL_SUFFIXES = set('st nd rd th');

export const MONTHS: ReadonlyMap<string, number> = new Map([
  ...numbered('january february march april may june july august september october november december', 1),
  ...numbered('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre', 1),
  ...numbered('jan feb mar apr', 1),
  ...numbered('jun jul aug sep oct nov dec', 6),
  ['sept', 9],
]);
export const WEEKDAYS = set(
  `monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
   lunes martes miercoles jueves viernes sabado domingo`,
);

export const SPOKEN_LETTERS: ReadonlyMap<string, string> = new Map(
  [
    ...list(
      'bee:b cee:c dee:d gee:g aitch:h jay:j kay:k ell:l em:m en:n pee:p cue:q ess:s tee:t vee:v ex:x zee:z zed:z',
    ),
    ...list('alpha:a bravo:b charlie:c delta:d echo:e foxtrot:f golf:g hotel:h india:i juliet:j kilo:k lima:l mike:m'),
    ...list('november:n oscar:o papa:p quebec:q romeo:r sierra:s tango:t uniform:u victor:v whiskey:w xray:x zulu:z'),
    ...list('hache:h jota:j equis:x zeta:z ene:n eme:m efe:f ele:l erre:r ese:s'),
  ].map((pair): [string, string] => pair.split(':') as [string, string]),
);
/** Letters that are words of their own. */
export const WORDY_LETTERS = set('a i y e o u');
/** Kinds of plans, and other capitals that are no part of somebody's number. */
export const CAPITALS_OF_NOBODY = set(
  'ppo hmo dmo epo dppo dhmo llc inc pc am pm st rd nd th id dob ssn cvv cvc exp no tv us usa md dds',
);

/** They may stand in a number without ending it. */
export const FILLERS = set(`
  um umm uh uhm uhh er erm ah eh hm hmm mm mmm mhm like so well okay ok alright right yeah yes yep yup then and wait hold on hang let me see
  sorry no nope i im mean correction actually scratch that thats make you know next dash hyphen space minus is it its was what oh please just now the
  rest are sec moment looking give got here again start starting over followed by this last first digit digits number numbers ends ending
  pues ver espere espera un momento perdon digo luego despues y e guion si bueno entonces este asi perdone disculpe mejor dicho que los las el la
  son`);
/** Whoever says one of these may take back what was said before. */
export const CORRECTIONS = set(
  'wait no sorry correction actually scratch mean nope oops again over perdon digo disculpe perdone dicho',
);

/** What is counted or measured with these in front of them is an amount, never part of somebody's number. */
export const MEASURES = set(`
  dollar dollars buck bucks cent cents percent dolar dolares pesos centavos am pm oclock year years yr yrs month months week weeks day days hour hours
  minute minutes mins people kids children teeth tooth times milligram milligrams mg ml degrees stars miles blocks patients visits appointments
  cleanings crowns fillings implants xrays ano anos mes meses semana semanas dia dias hora horas minuto minutos hijos personas veces dientes muelas
  street avenue ave boulevard blvd road drive lane court way place calle avenida`);
/** A number directly behind one of these names a thing. */
export const NAMES_A_THING = set(
  'tooth teeth muela muelas diente dientes pieza room suite apt apartment unit floor highway route interstate exit cdt',
);
/** A number of one or two words directly behind one of these is a time of day. */
export const BEFORE_AN_HOUR = set('at after before around until till by las');
export const PAUSES = set('second sec moment minute');

const ACKNOWLEDGEMENTS = set(`
  mhm mm hmm hm uh huh okay ok go on ahead yes yeah yep right sure got it i and the rest then next last first part digits numbers number four three more
  two continue perfect great thanks thank you alright all im ive listening with still here what whats is that please keep going take your time good
  si aja bueno bien siga sigue continue adelante y el resto lo demas vale perfecto de acuerdo claro gracias digame le escucho ya luego entonces
  numeros numero cuatro faltan ultimos los sigo aqui estoy`);
const LONGEST_ACKNOWLEDGEMENT = 10;

/** "Mhm", "go on", or digits read back: the other side can go on with its number after this. */
export const isAcknowledgement = (words: readonly string[]): boolean => {
  const spoken = words.filter((word) => !isNumberish(word));
  return spoken.length <= LONGEST_ACKNOWLEDGEMENT && spoken.every((word) => ACKNOWLEDGEMENTS.has(word));
};

export const isNumberish = (word: string | undefined): boolean =>
  word !== undefined &&
  (/^\d/.test(word) ||
    UNITS.has(word) ||
    TEENS.has(word) ||
    TENS.has(word) ||
    SPANISH_HUNDREDS.has(word) ||
    word === 'hundred' ||
    THOUSANDS.has(word) ||
    word === 'oh' ||
    TIMES_SAID.has(word));
