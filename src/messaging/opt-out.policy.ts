/** What somebody has written who wants to hear no more of the clinic. */
export interface OptOut {
  /** Of what: texts, calls, or both. */
  texts: boolean;
  calls: boolean;
  language: 'en' | 'es';
  /** They say that they are not who was meant. */
  isWrongNumber: boolean;
  /** They write of something else as well. */
  saysMore: boolean;
}

interface Wording {
  language: OptOut['language'];
  /** Of the whole part of a sentence that is looked at, without what surrounds it. */
  matches: RegExp;
  /** Said of texts alone, unless this says otherwise. */
  of?: 'calls' | 'both';
  /** Counts only when nothing else is said: by itself it may be about anything. */
  alone?: true;
  /** Not of one's own doing: "can I stop" is about a medicine. */
  ofOthers?: true;
  isWrongNumber?: true;
  /** Whatever follows is something else that is said. */
  goesOn?: true;
}

const wording = (language: OptOut['language'], source: string, more: Omit<Wording, 'language' | 'matches'> = {}) => ({
  language,
  matches: new RegExp(more.goesOn ? `^(?:${source})(?= |$)` : `^(?:${source})$`),
  ...more,
});
const en = wording.bind(null, 'en');
const es = wording.bind(null, 'es');

// Parts of sentences, in lower case, without accents, apostrophes and marks. No part is taken for an opt-out unless all of it is
// one: "please stop by at five", "no more pain" and "take me off the waiting list" are for a person to read.

const STOP = '(?:stop+|sotp|stpo|stp|s t o p|quit|cease)';
const TEXTS =
  '(?:(?:text |sms |automated )?(?:texts?|messages?|msgs?|txts?|sms|notifications?|reminders?|alerts?|updates|spam|texting|messaging)|anything)';
const WHICH =
  '(?: (?:all|any|the|these|those|your|this|that|more|further|such|so many|other|of|stupid|annoying|automated))*';
const ME = '(?: (?:me|us|my (?:number|phone|cell)|this (?:number|phone)))?';
const DOING =
  '(?:texting|messaging|msging|txting|sending|writing|contacting|bothering|spamming|harassing|bugging|annoying)';
const NOT = '(?:do not|dont|dnt|never|no longer|please not)';
const WRITE = '(?:text|txt|message|msg|sms|write|contact|bother|spam|bug|harass)';

const ENGLISH: readonly Wording[] = [
  en(`(?:${STOP} ?)+(?: (?:it|this|that|all|all of it|everything|and desist|stop))*`, { ofOthers: true }),
  en(`stop ?all|(?:make|have) (?:it|this|them|these(?: ${TEXTS})?) stop`),
  en(`(?:${STOP}|end|cancel|halt|discontinue|disable|turn off|switch off|no)(?: with)?${WHICH} ${TEXTS}`),
  en(`${STOP} ${DOING}(?: (?:and|or|n) (?:${DOING}|calling))*${ME}${WHICH}(?: ${TEXTS})?(?: to me)?`),
  en(`${STOP} (?:texting|messaging|msging|txting|contacting|bothering|spamming|harassing) (?:me|us)`, { goesOn: true }),
  en(`${STOP} (?:calling|contacting|bothering)(?: (?:and|or|n) ${DOING})+${ME}`, { of: 'both' }),
  en(`${STOP} (?:calling|phoning)${ME}`, { of: 'calls' }),
  en(`no more|enough(?: already| is enough)?|go away|(?:bug|buzz|piss|fuck|back) off|get lost`, { alone: true }),
  en(`(?:cut it out|knock it off|quit it)`, { alone: true }),
  en(`(?:no|not any|zero|without) (?:more |further |additional )?${TEXTS}`),
  en(`${NOT}(?: (?:ever|you))*(?: (?:text|txt|message|msg|sms|write|spam))(?: (?:or|and) ${WRITE})*${ME}`),
  en(`${NOT}(?: ever)? (?:contact|bother|bug|harass|call or ${WRITE}|${WRITE} or call)${ME}`, { of: 'both' }),
  en(`${NOT}(?: ever)? (?:call|phone)(?: me| us| this number| my (?:phone|number))(?: (?:again|any ?more|ever))*`, {
    of: 'calls',
  }),
  en(`${NOT}(?: ever)? (?:send|write)(?: me| us)?${WHICH}(?: ${TEXTS})`),
  en(
    `${NOT} (?:want|wish|need|like|care)(?: (?:to|for you to|you to|you))?(?: (?:get|receive|have|see|read|be getting|be receiving|send|keep getting))?(?: me)?${WHICH} ${TEXTS}`,
  ),
  en(
    `${NOT} (?:want|wish|need|like|care)(?: (?:to|for you to|you to|you))? (?:be (?:texted|messaged|contacted|bothered)|hear from you(?: guys| people)?|${WRITE}(?:ing)? me)`,
  ),
  en(
    `(?:un ?sub(?:scribe|scribed|cribe)?|unsuscribe|desubscribe|opt (?:me |us )?out|optout)${ME}(?: (?:from|of|out of))?${WHICH}(?: (?:${TEXTS}|lists?|service))?`,
  ),
  en(
    `(?:remove|delete|erase|drop) (?:me|us|my (?:phone |cell )?number|this number)(?: (?:off|from|out of)${WHICH} (?:${TEXTS}|(?:text |texting |sms |message |messaging |mailing |contact |calling |phone |marketing )?lists?|system|database))?`,
  ),
  en(
    `(?:take|get) (?:me|us|my number|this number) (?:off|out)(?: of)?${WHICH} (?:${TEXTS}|(?:text |texting |sms |message |messaging |mailing |contact |calling |phone |marketing )?lists?)`,
  ),
  en(`cancel${WHICH}(?: my)? (?:text )?subscription`),
  en(`leave (?:me|us) (?:alone|be)|lose (?:my|this) number|forget my number`, { of: 'both' }),
  en(
    `(?:(?:i|we) )?(?:revoke|withdraw|take back|rescind)(?: my| our)? consent(?: to .*)?|${NOT} consent(?: to (?:this|these|${TEXTS}))?`,
  ),
  en(
    `(?:(?:sorry|um|i think|i believe) )*(?:(?:you|u)(?: (?:have|got|are texting|texted|are messaging|reached))?|youve(?: got)?|youre texting|this is|thats|its)?(?: ?(?:the|a))? ?wrong (?:number|person|phone)`,
    { isWrongNumber: true, of: 'both' },
  ),
];

const MENSAJES =
  '(?:mensajes?|mensajitos|textos?|sms|notificacion(?:es)?|recordatorios?|avisos|mensajes de texto|spam|nada|cosas)';
const CUALES = '(?: (?:mas|los|las|sus|tus|estos|esos|tantos|todos|este|ese|el|de|la|mi))*';
const ENVIAR = '(?:enviar|mandar|escribir|molestar|contactar|textear|mensajear|envie|mande|escriba)';
const NO_HAGA =
  '(?:escrib(?:a|an|as)|envi(?:e|en|es)|mand(?:e|en|es)|texte(?:e|en|es)|mensaje(?:e|en|es)|contact(?:e|en|es)|molest(?:e|en|es)|enviar|mandar|escribir|contactar|molestar)';
const NUNCA = '(?: (?:mas|ya|nunca|jamas|otra vez|nunca mas))*';

const SPANISH: readonly Wording[] = [
  es('alto(?: ahi| ya)?|(?:dar(?:me)? de )?baja|para(?: ya)?|parar|salir|ya no|no mas|deten(?:er|te)|terminar', {
    alone: true,
  }),
  es('(?:ya )?basta(?: ya)?|paren?(?: ya)?|(?:ya )?(?:pare|paren|detenganse|detengase)|alto por favor'),
  es(
    `(?:dej(?:a|e|en|ar|ad)|par(?:a|e|en|ar)|basta|cesen?) (?:ya )?de ${ENVIAR}(?:me|nos|le)?${CUALES}(?: ${MENSAJES})?(?: a este numero)?`,
  ),
  es(`(?:dej(?:a|e|en)|par(?:a|e|en)) de (?:llamar|telefonear)(?:me|nos)?`, { of: 'calls' }),
  es(`(?:ya )?no (?:me|nos|le|se) (?:sigan? )?${NO_HAGA}${NUNCA}${CUALES}(?: ${MENSAJES})?${NUNCA}`),
  es(`(?:ya )?no (?:me|nos) (?:llam(?:e|en|es))${NUNCA}`, { of: 'calls' }),
  es(`(?:ya )?no ${NO_HAGA}${CUALES} ${MENSAJES}${NUNCA}`),
  es(`(?:ya )?no (?:molest(?:ar|e|en)|contactar|escribir)(?: mas)?`),
  es(
    `(?:ya )?no (?:quiero|deseo|quisiera|necesito|queremos|me interesa)(?: (?:recibir|que me (?:escriban|manden|envien|molesten|contacten)|tener|ver|saber))?${CUALES}(?: ${MENSAJES})(?: (?:de ustedes|suyos|tuyos|de texto))*${NUNCA}`,
  ),
  es(`(?:ya )?no (?:quiero|deseo) que me (?:escriban|manden|envien|molesten|contacten|texteen)${NUNCA}`),
  es(`(?:no|ni un|cero|sin|alto a|basta de|pare de|paren de)(?: mas)?${CUALES} ${MENSAJES}(?: mas)?`),
  es(`(?:cancel|anul|elimin|deten|par|suspend|quit)(?:ar?|en?|o|er|gan?)${CUALES} (?:su[bs]?scripcion|${MENSAJES})`),
  es(
    `(?:de?suscrib(?:ir|irme|irse|ame|eme|anme|anse)|desuscribir(?:me)?|cancelar mi suscripcion)(?:${CUALES} (?:lista|${MENSAJES}))?`,
  ),
  es(
    '(?:d(?:a|e|en)(?:me|nos)|me doy|nos damos|dar(?:me|nos|se)|solicito(?: la)?|pido(?: la)?) (?:de )?baja(?: de (?:la|su|esta) lista| del servicio)?',
  ),
  es(
    '(?:quit|borr|elimin|sac|sa|remuev)(?:e|en|a|an|ue|uen|qu?e|qu?en)(?:me|nos)?(?: (?:mi|este) (?:numero|telefono))?(?: (?:de|a) (?:la|su|esta|sus|estas) listas?)?(?<=me|nos|numero|telefono|listas?)',
  ),
  es(
    '(?:d(?:e|a)j(?:e|a|en)(?:me|nos) en paz|dej(?:e|a|en)(?:me|nos) (?:en paz|tranquil[oa])|ol(?:vide|vida|viden)(?:se)? (?:de )?(?:mi|este) numero)',
    { of: 'both' },
  ),
  es(
    '(?:(?:se|te) equivoc(?:o|aron|aste|a)(?: de)?|(?:tiene|tienen|es|este es)(?: el| un)?|esta equivocado(?: de)?)? ?(?:numero|persona)(?: (?:equivocad[oa]|incorrect[oa]|errone[oa]))?(?<=equivocad[oa]|incorrect[oa]|errone[oa]|equivoco de numero|equivocaron de numero|equivocado de numero|equivocaste de numero)',
    { isWrongNumber: true, of: 'both' },
  ),
];

const WORDINGS = [...ENGLISH, ...SPANISH];

const COURTESY =
  /\b(?:thank you|thanks|thx|ty|please|pls|plz|pleas|kindly|ok|okay|hi|hello|hey|just|seriously|really|guys|people|folks|sir|maam|madam|dude|omg|lol|wtf|asap|good (?:morning|afternoon|evening|day)|por favor|porfavor|porfa|x favor|favor de|gracias|hola|oiga|oigan|buenas|buen[oa]s? (?:dias|tardes|noches)|senor|senora|disculpe|ok)\b/g;
/** Whoever is asked to stop. */
const OF_YOU =
  /^(?:(?:can|could|would|will) (?:you|u|someone|we)|i (?:want|need|would like|asked|told|said|already asked|already told|already said)(?: (?:you|u|yall))?(?: to)?|id like you to|you (?:need|have|must|should|can|may)(?: to)?|i am asking you to|im asking you to|once again|once more|again|for the last time|i repeat|this is a request to|yes|yeah|no(?= (?:stop|quit|unsub|opt|remove))|and|so|then|also|but|or|i(?= (?:do not|dont|no longer|never|revoke|withdraw))|we(?= (?:do not|dont|no longer))|(?:les? |te )?(?:pido|ruego|digo|solicito) que|le pido|quiero que|quisiera que|pueden?|podrian?) /;
/** Whoever wants to stop something themselves. */
const OF_ME =
  /^(?:how (?:do|can) (?:i|we)|(?:can|may|could) i|let me|i (?:want|wish|need|would like|prefer|choose|am trying) to|id like to|i (?:wish|prefer)|want to|would like to|please let me|(?:yo )?(?:quiero|quisiera|deseo|necesito|me gustaria)(?= (?:dar|cancelar|de?suscrib|desuscrib|que (?:no|me (?:quit|borr|elimin|sa)))|(?: que)?(?= no))(?: que)?|como (?:puedo )?(?=cancel|de?suscrib|me doy)) /;
const TAIL =
  / (?:right now|right away|now|immediately|at once|already|again|any ?more|ever|ever again|forever|from now on|going forward|effective immediately|at all|(?:to|on|at|from) (?:this|my) (?:number|phone|cell|line)|here|from you(?: people| guys)?|from (?:this number|your (?:office|clinic|practice|company|business))|all the time|constantly|for good|period|in the future|you have|de una vez|ahora|ahora mismo|ya|inmediatamente|otra vez|nunca|nunca mas|a este numero|a mi (?:numero|telefono|celular)|de ustedes)$/;
const REACTION =
  /^(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|removed an? \S+ from|le gusto|le encanto) ["“«]/;
const SENTENCES = /[.!?,;:\n()"“”«»¡¿…—–]+| - /;
const PARTS = / (?:and|but|because|cause|cuz|bc|since|as|y|pero|porque|ya que) /;

/**
 * Whether a text asks for no more texts or calls, in any reasonable words, English or Spanish: the law wants that all of them are
 * honoured. Null when it does not, or when that is for a person to tell.
 */
export function optOutIn(body: string): OptOut | null {
  if (REACTION.test(plain(body))) return null; // a phone quotes our own "Reply STOP"
  const read = body.replaceAll('🛑', ' stop ').split(SENTENCES).flatMap(readSentence);
  const found = read.flatMap(({ wording: one }) => one ?? []);
  const saysMore = read.some((part) => part.wording === null || part.wording.goesOn === true);
  const counting = found.filter(({ alone }) => alone !== true || (read.length === 1 && !saysMore));
  const [first] = counting;
  if (first === undefined) return null;
  return {
    texts: counting.some(({ of }) => of !== 'calls'),
    calls: counting.some(({ of }) => of !== undefined),
    language: first.language,
    isWrongNumber: counting.some(({ isWrongNumber }) => isWrongNumber === true),
    saysMore: saysMore || counting.length < found.length,
  };
}

interface Part {
  wording: Wording | null;
}

/** The parts of a sentence that say anything: the sentence as one, where all of it is a wording. */
function readSentence(sentence: string): Part[] {
  const text = plain(sentence);
  if (text === '') return [];
  const whole = wordingOf(text);
  if (whole !== null) return [{ wording: whole }];
  return text
    .split(PARTS)
    .filter((part) => part !== '')
    .flatMap((part) => inTwo(part) ?? [{ wording: wordingOf(part) }]);
}

const LONGEST_IN_TWO = 10;

/** "Wrong number stop": two of them in one breath. */
function inTwo(part: string): Part[] | null {
  const words = part.split(' ');
  if (words.length > LONGEST_IN_TWO || wordingOf(part) !== null) return null;
  for (let at = 1; at < words.length; at++) {
    const both = [words.slice(0, at), words.slice(at)].map((half) => ({ wording: wordingOf(half.join(' ')) }));
    if (both.every(({ wording: one }) => one !== null && one.alone !== true)) return both;
  }
  return null;
}

function wordingOf(part: string): Wording | null {
  let text = part;
  let ofMe = false;
  for (let before = ''; before !== text;) {
    const found = WORDINGS.find(({ matches, ofOthers }) => matches.test(text) && !(ofOthers === true && ofMe));
    if (found !== undefined) return found;
    before = text;
    ofMe ||= OF_ME.test(text);
    text = text.replace(OF_ME, '').replace(OF_YOU, '');
    if (text === before) text = text.replace(TAIL, '');
  }
  return null;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}'’`´]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}"“«]+/gu, ' ')
    .replace(COURTESY, ' ')
    .replace(/ +/g, ' ')
    .trim();
