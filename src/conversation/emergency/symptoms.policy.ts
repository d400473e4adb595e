import { clausesOf } from './clauses.policy.js';

/** What a caller may say that, alone or with others, means danger. */
export type Symptom =
  /** Breathing or swallowing is hard. */
  | 'airway'
  | 'bleeding'
  /** It goes on and on; of what may have been said before. */
  | 'does_not_stop'
  /** Blood in an amount, or for a time, that is danger by itself. */
  | 'heavy_bleeding'
  | 'swelling'
  /** To the eye, the neck, the throat or the tongue. */
  | 'reaches'
  | 'fever'
  /** Something has hit the face, or the face something. */
  | 'blow'
  | 'jaw_injured'
  /** The mouth does not open or close. */
  | 'mouth_stuck'
  | 'tooth_knocked_out'
  /** It is not said why. */
  | 'tooth_came_out';

export interface Symptoms {
  present: ReadonlySet<Symptom>;
  /** The caller says that they do not have it, or no longer. */
  denied: ReadonlySet<Symptom>;
}

const TOOTH = '(?:tooth|teeth|incisors?|molars?|diente|dientes|muela|muelas)';
const HARDLY =
  '(?:cant|cannot|couldnt|could not|unable to|not able to|isnt able to|wasnt able to|can hardly|can barely|can not|could barely|could hardly|barely|hardly|struggl\\w+ to|hard to|harder to|difficult to|fighting to)';
const ALSO =
  '(?:(?:really|even|seem to|hardly|barely|get|properly|fully|breathe|breath|talk|speak|or|get to|open my mouth|eat|drink) )*';
const BREATHE = '(?:breathe|breath|swallow|catch (?:my|his|her|their) breath|get (?:any |enough )?air)';
const EYE_TO_NECK = '(?:eyes?|eyelids?|neck|throat|tongue|windpipe|ojos?|cuello|garganta|lengua|parpado)';

/** In order: of two that overlap both count. Each looks at one clause. */
const PATTERNS: readonly [Symptom, RegExp][] = [
  [
    'airway',
    new RegExp(
      `\\b${HARDLY} ${ALSO}${BREATHE}\\b(?! (?:through|the (?:cost|price|bill)|(?:that|this|your) (?:cost|price|bill|fee)))`,
    ),
  ],
  [
    'airway',
    /\b(?:trouble|difficulty|difficulties|problems?|hard time|struggl\w+)(?: with| in)? (?:(?:my|his|her) )?(?:(?:eating|drinking|talking|speaking|opening \w+ mouth) (?:or|and) )?(?:breathing|swallowing|to breathe|to swallow)\b/,
  ],
  [
    'airway',
    /\b(?:breathing|swallowing) (?:is|has become|has gotten|got|gets|is getting|getting) (?:really |very |so |a bit )?(?:hard|harder|difficult|tough|impossible|worse)\b/,
  ],
  [
    'airway',
    /\b(?:short of breath|shortness of breath|gasping|suffocating|(?:isnt|not|stopped|quit) breathing|turning blue|going blue|chok(?:e|es|ed|ing) on (?:my|his|her|the) (?:own )?(?:blood|tongue|spit|saliva)|(?:hes|shes|im|is|are|he was|she was) choking|airway)\b(?! up)/,
  ],
  ['airway', /\bthroat (?:\w+ ){0,3}(?:clos(?:ing|ed|es)|swelling shut|swollen shut|tighten\w*|constrict\w*)\b/],
  [
    'airway',
    /\b(?:casi )?no (?:\w+ )?(?:puedo|puede|pueden|podemos|logro|logra|podia) (?:\w+ ){0,2}?(?:respirar|tragar|pasar saliva)\b/,
  ],
  [
    'airway',
    /\b(?:me|le|les) (?:esta )?cuesta (?:mucho |trabajo )*(?:respirar|tragar)\b|\bapenas (?:puedo|puede|pueden) (?:respirar|tragar)\b/,
  ],
  ['airway', /\b(?:dificultad|dificultades|problemas?) (?:para|al|de) (?:respirar|tragar)\b/],
  [
    'airway',
    /\b(?:(?:se|me|nos) (?:esta |estoy )?ahog\w+|ahogandose|ahogandome|asfixi\w+|no respira|dejo de respirar|falta (?:de |el |me )?aire)\b/,
  ],
  [
    'airway',
    /\b(?:se (?:me|le) (?:esta )?(?:cierra|cerrando|cerro)|cerrada|cerrandose)(?: la)? garganta\b|\bgarganta (?:\w+ ){0,3}(?:cierra|cerrando|cerrada|cerro)\b/,
  ],

  [
    'heavy_bleeding',
    /\bbleed\w* (?:\w+ )?(?:heavily|profusely|badly|everywhere|nonstop|non stop|out|like crazy|uncontrollably|constantly)\b/,
  ],
  [
    'heavy_bleeding',
    /\bbleed\w* (?:\w+ ){0,2}for (?:over |more than |about |almost |at least |like )?(?:an|one|two|three|four|five|six|several|many|[0-9]+|a couple(?: of)?|a few) hours?\b/,
  ],
  [
    'heavy_bleeding',
    /\b(?:blood (?:\w+ )?(?:everywhere|pouring|gushing)|(?:gushing|pouring|losing (?:a lot of|so much|too much)|coughing up|spitting up|so much) blood|(?:full of|filling (?:up )?with|fills (?:up )?with) blood|hemorrhag\w+|soak\w* through)\b/,
  ],
  [
    'heavy_bleeding',
    /\b(?:mucha sangre|hemorragia|sangr\w+ (?:muchisimo|mucho|sin parar|a chorros)|chorr\w+ de sangre|sigue sangrando|llena de sangre|lleno de sangre)\b/,
  ],
  ['heavy_bleeding', /\b(?:still|keeps|kept|keep) (?:on )?bleeding\b/],
  ['bleeding', /\b(?:bleed(?:s|ing)?|bled|blood|bloody|sangr(?:a|e|ando|ar|ado|o|amiento)|desangr\w+)\b/],
  [
    'does_not_stop',
    /\b(?:wont|will not|doesnt|does not|didnt|isnt|is not|hasnt|has not|havent|cant|cannot|couldnt|not|never|unable to)(?: \w+){0,4}? (?:stop|stops|stopped|stopping|quit|quitting|clot|clotting|slow\w*(?: down)?)\b(?! (?:hurting|throbbing|aching|crying|thinking|chewing|grinding|eating|pain))/,
  ],
  ['does_not_stop', /\b(?:keeps|just keeps) (?:coming|going|flowing|filling|running|pouring)\b|\bnon ?stop\b/],
  [
    'does_not_stop',
    /\bno (?:(?:me|le|se|la|lo|ha|hemos|puedo|puede|logro|podemos|quiere) ){0,3}(?:para|parar|paro|parado|deja|dejar|dejado|detiene|detener|detenido|corta|cortar|cesa)\b/,
  ],

  [
    'reaches',
    new RegExp(
      `\\b(?:swollen|swell\\w*|swole|puff\\w*|hinch\\w*|inflam\\w*|absces\\w*|flemon)\\b.*\\b${EYE_TO_NECK}\\b`,
    ),
  ],
  [
    'reaches',
    new RegExp(
      `\\b(?:eyes?|eyelids?|neck|throat|tongue|ojos?|cuello|garganta|lengua|parpado)\\b(?: \\w+){0,4} (?:swollen|swell\\w*|swole|hinch\\w*|inflam\\w*)\\b`,
    ),
  ],
  [
    'reaches',
    /\b(?:swollen|swell\w*|swole|hinch\w*|inflam\w*)\b.*\b(?:under|below|beneath|debajo de|bajo)(?: (?:my|his|her|the|their|la|mi|su))? (?:jaw|chin|tongue|mandibula|barbilla|lengua|quijada)\b/,
  ],
  [
    'reaches',
    /\b(?:spread\w*|mov\w+|going|goes|reach\w*|creeping|up|down|near|into|toward|towards|subiendo|sube|baja|bajando|llega\w*|hasta)(?: \w+){0,3} (?:eye|neck|throat|ojo|cuello|garganta)\b(?! doctor)/,
  ],
  ['reaches', /\beye (?:\w+ ){0,3}(?:closed|shut|closing)\b|\bojo (?:\w+ ){0,2}cerrado\b/],
  ['reaches', /\b(?:mouth|jaw) (?:\w+ ){0,2}swollen shut\b|\bfloor of (?:my|his|her|the) mouth\b/],
  [
    'swelling',
    /\b(?:swollen|swell(?:s|ing|ed)?|swole|puff(?:ed|ing|s) up|puffy|absces\w*|hinchad[oa]s?|hinchazon|hinch(?:o|a|ando|andose)|inflamad[oa]s?|inflamacion|inflam(?:o|ando)|flemon)\b(?! (?:lymph|glands?|tonsils?|ankles?|knees?|feet|foot|fingers?|hands?|legs?|wrists?))/,
  ],
  [
    'swelling',
    /\b(?:tooth|gum|gums|jaw|mouth|face|facial|dental) (?:\w+ )?infection\b|\binfected (?:tooth|teeth|gum|gums|root|molar)\b|\b(?:infeccion (?:en|de) (?:la|el|una|un|mi) (?:muela|diente|encia|boca|cara)|(?:muela|diente|encia) infectad[oa])\b/,
  ],
  [
    'fever',
    /(?<!\b(?:hay|cabin) )\bfever(?:ish|s)?\b(?! (?:blister|dream|pitch)\w*)|\b(?:a|high|running a|got a|has a|have a|her|his|my) (?:high |slight |bit of a |low )?(?:temperature|temp)\b(?! (?:sensitiv|change)\w*)|\btemperature (?:of|is|was) (?:about )?(?:[13][0-9]|10[0-9]|a hundred|one hundred)|\b(?:chills|burning up)\b|\b(?:10[0-5]|a hundred (?:and )?\w+) degrees\b/,
  ],
  ['fever', /\b(?:fiebre|calentura|escalofrios|temperatura alta|temperatura de)\b/],

  [
    'jaw_injured',
    /\b(?:broke|broken|break|fractur\w+|dislocat\w+|shatter\w+|crush\w+|smash\w+|unhinged)(?: \w+){0,2} jaws?\b|\bjaw(?: \w+){0,3} (?:broke|broken|fractur\w+|dislocat\w+|shattered|crushed|smashed|out of (?:place|socket|joint)|popped out|knocked out of)\b/,
  ],
  [
    'jaw_injured',
    /\b(?:hit|punched|kicked|elbowed|struck|hurt|injur\w+|slammed|smacked|banged|landed)(?: \w+){0,4} jaw\b(?! (?:clicks?|joint))/,
  ],
  [
    'jaw_injured',
    /\b(?:rompi|rompio|rota|fractur\w+|quebr\w+|dislocad\w+|disloco|zafad\w+|zafo|desencaj\w+|golpe\w*)(?: \w+){0,4} (?:mandibula|quijada)\b|\b(?:mandibula|quijada)(?: \w+){0,3} (?:rota|fracturada|quebrada|dislocada|zafada|desencajada|se (?:me|le) (?:zafo|salio))\b/,
  ],
  [
    'mouth_stuck',
    /\b(?:cant|cannot|couldnt|unable to|not able to|wont|doesnt|hard to|barely|can barely|can hardly)(?: \w+)?(?: (?:open|close|shut|move)(?: or (?:open|close|shut))?)(?: \w+)? (?:mouth|jaw|teeth together)\b|\b(?:mouth|jaw) (?:wont|doesnt|does not|will not|cant) (?:open|close|shut|move)\b|\bjaw is (?:stuck|locked)\b/,
  ],
  [
    'mouth_stuck',
    /\bno (?:puedo|puede|logra|logro) (?:abrir|cerrar|mover)(?: bien)?(?: la)? (?:boca|mandibula|quijada)\b/,
  ],
  [
    'blow',
    /\b(?:hit|hits|punch\w*|kick\w*|elbow\w*|struck|knocked|fell(?! (?:out|asleep|apart|off (?:while|when|last)))|fall(?!ing out)|fallen|accident|crash\w*|wreck|fight|ball|puck|slipped|tripped|collided|collision|bike|bicycle|skateboard|scooter|trampoline|playground|swing|wrestling|hockey|basketball|baseball|soccer|football|mugged|attacked|assaulted)\b/,
  ],
  [
    'blow',
    /\b(?:golpe\w*|pego|pegaron|pegue|cai|caida|se cayo (?:de|en|por|jugando|al)|caerse|choque|chocamos|accidente|pelota|balon|patada|punetazo|codazo|pelea|bicicleta|patineta|jugando|futbol|resbal\w+|tropez\w+)\b/,
  ],
  [
    'tooth_knocked_out',
    new RegExp(
      `\\b(?:knock(?:ed|s)?|kicked|punched|bust(?:ed)?|beat|hit|smacked)(?: \\w+){0,1} out(?: (?:of|one of|two of))?(?: (?!for|when|during|while|crown|filling|bridge|denture|retainer)\\w+){0,4} ${TOOTH}\\b`,
    ),
  ],
  [
    'tooth_knocked_out',
    new RegExp(
      `\\b(?:knock(?:ed|s)?|kicked|punched|bust(?:ed)?|beat|hit)(?: \\w+){1,5} ${TOOTH}(?: \\w+){0,2} (?:clean |completely |right )?out\\b`,
    ),
  ],
  [
    'tooth_knocked_out',
    new RegExp(
      `\\b${TOOTH}(?: \\w+){0,4} (?:knocked|kicked|punched|busted|hit|beaten|flew)(?: \\w+)? (?:clean |completely |right )?out\\b`,
    ),
  ],
  [
    'tooth_knocked_out',
    /\b(?:tumb\w+|vol(?:o|aron)|arranc(?:o|aron)|bot(?:o|aron))(?: \w+){0,3} (?:diente|dientes|muela)\b|\b(?:diente|muela)s?(?: \w+){0,2} (?:tumb\w+|vol(?:o|aron)|arranc\w+|bot(?:o|aron))\b/,
  ],
  [
    'tooth_came_out',
    new RegExp(
      `\\b${TOOTH}(?: (?!filling|crown|bridge|cap|veneer)\\w+){0,4} (?:came|come|popped|flew|fell|fallen|is|went)(?: \\w+)? (?:clean |completely |right )?out\\b(?! of (?:place|line))`,
    ),
  ],
  ['tooth_came_out', /\b(?:it|they|one|two) (?:was|were|got|just got|is|has been) (?:\w+ )?knocked (?:\w+ )?out\b/],
  ['tooth_came_out', new RegExp(`\\blost (?:\\w+ ){0,4}${TOOTH}\\b`)],
  [
    'tooth_came_out',
    /\b(?:cayo|salio|perdi|perdio|saco|sacaron)(?: \w+){0,4} (?:diente|dientes|muela)\b|\b(?:diente|muela)s?(?: \w+){0,3} (?:cayo|salio)\b/,
  ],
];

/** What these words are not about, whatever else is in them. */
const ANOTHER_MATTER: readonly [Symptom[], RegExp][] = [
  [
    ['tooth_knocked_out', 'tooth_came_out'],
    /\b(?:crown|filling|bridge|cap|veneer|denture|dentures|retainer|implant|false tooth|fake tooth|corona|empaste|relleno|puente|carilla|dentadura|implante)\b/,
  ],
  [
    ['tooth_knocked_out', 'tooth_came_out'],
    /\b(?:be|get|put|been|being|was|were|got|want to be) (?:\w+ )?knocked out (?:for|during|when|while|before)\b|\bknock (?:me|him|her|you|us) out\b/,
  ],
  [['tooth_came_out'], /\b(?:baby|milk|primary) (?:tooth|teeth)\b|\bdientes? de leche\b/],
  [
    ['heavy_bleeding', 'does_not_stop'],
    /\b(?:a little|slightly|a tiny bit|a bit|spotting|pinkish|un poco|un poquito|poquito)\b/,
  ],
  [['heavy_bleeding'], /\b(?:gums?|encias?|floss\w*|brush\w*|cepill\w*|hilo)\b/],
  [['airway'], /\b(?:so busy|swamped at work|pills? bottle|nose is stuffy|stuffy nose|stuffed up)\b/],
  [
    ['swelling', 'reaches'],
    /\b(?:ankles?|knees?|feet|foot|fingers?|legs?|wrists?|lymph nodes?|glands?|tonsils?|tobillos?|rodillas?|pies|manos)\b/,
  ],
];

/** A list goes on under its "no": "no fever, chills or swelling". */
const DENIES =
  /(?:^| )(?:not(?! (?:sure|only|just|kidding|able|breathing))|without|isnt|arent|wasnt|dont (?:really )?(?:have|feel|see|think|notice|got)|do not have|doesnt (?:really )?(?:have|look|feel|seem)|didnt (?:have|get|knock)|havent|hasnt|neither|nor|denies|sin|tampoco|no (?:tengo|tiene|tenemos|hay|esta|estoy|creo|he|ha|veo|siento|siente)|ya no|no (?:se|me|le))(?: \w+){0,5} ?$/;
const DENIES_NEXT =
  /(?:^| )(?:no|zero|ningun|ninguna)(?: (?!i |im |its |it |my |he |hes |she |shes |his |her |they |theres |we |the |mi |el |la |me |se |le )\w+){0,3} ?$/;
const OVER =
  /^(?: (?!not |isnt |hasnt |no |never )\w+){0,3} (?:(?:gone|going|went) (?:down|away)(?! (?:to|into|toward|my|his|her))|is gone|subsided|much better|under control|has stopped|stopped|bajo|ya paro|se quito)\b/;

/** What somebody says of themselves or of whom they call for, here and now. */
export function symptomsOf(said: string): Symptoms {
  const present = new Set<Symptom>();
  const denied = new Set<Symptom>();
  for (const { text, hypothetical, past } of clausesOf(said)) {
    if (hypothetical || past) continue;
    const clause = symptomsIn(text);
    for (const symptom of clause.denied) change(symptom, denied, present);
    for (const symptom of clause.present) change(symptom, present, denied); // who corrects themselves says it later
  }
  return { present, denied };
}

function change(symptom: Symptom, to: Set<Symptom>, from: Set<Symptom>): void {
  to.add(symptom);
  from.delete(symptom);
}

/** What a question asks for: nothing in it is taken for a supposition. */
export const symptomsAsked = (question: string): ReadonlySet<Symptom> =>
  new Set(clausesOf(question).flatMap(({ text }) => [...symptomsIn(text).present]));

function symptomsIn(text: string): Symptoms {
  const present = new Set<Symptom>();
  const denied = new Set<Symptom>();
  const besides = new Set(ANOTHER_MATTER.flatMap(([symptoms, pattern]) => (pattern.test(text) ? symptoms : [])));
  for (const [symptom, pattern] of PATTERNS) {
    const match = pattern.exec(text);
    if (!match || besides.has(symptom)) continue;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const isDenied = DENIES.test(before) || DENIES_NEXT.test(before) || (symptom !== 'airway' && OVER.test(after));
    (isDenied ? denied : present).add(symptom);
  }
  if (present.has('does_not_stop') && denied.has('bleeding')) present.add('bleeding'); // "it hasn't stopped bleeding"
  return { present, denied: new Set([...denied].filter((symptom) => !present.has(symptom))) };
}
