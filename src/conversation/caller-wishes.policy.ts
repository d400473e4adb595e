/**
 * Words that mean the same whatever the model makes of them. They are acted on here, since nobody should have to argue
 * with a machine about them.
 */
const WANTS_A_PERSON = [
  /^(a |the )?(representative|operator|real person|human( being)?|live (person|agent)|front desk)( please)?$/,
  /\b(speak|talk|connect me|put me through|transfer me|get me)\b.{0,20}\b(to|with)?\b.{0,12}\b(representative|operator|receptionist|manager|(real|actual|live) (person|human)|a (person|human)|human being|(somebody|someone|anyone|anybody) (else|real|at the (front )?desk)|the front desk)\b/,
  /\b(want|need|give me|get me)\b.{0,12}\b(a )?(representative|operator|(real|actual|live) (person|human)|human being)\b/,
  /^(una persona|un agente|la recepcion|recepcion|recepcionista)( por favor)?$/,
  /\b(hablar|comunicarme|conectarme|comuniqueme|paseme|conecteme)\b.{0,12}\b(con )?(una persona|un humano|un agente|alguien|la recepcion(ista)?)\b/,
];

/** Whoever says so wants to hang up, or has somewhere to go now. */
const TAKES_LEAVE =
  /\b(bye|goodbye|good night|i ?(ll| will| am going to|m going to|m gonna|gotta|have to|need to) (hang up|go now|let you go)|talk to you (later|soon)|see you (soon|then|later|tomorrow|there)|have a (good|great|nice)|thats (all|it|everything)|nothing else|no thanks|no thank you|im all set)\b|\b(ill|im|we ?ll|were|going to|gonna) (call|calling) (911|nine one one|an ambulance)\b|\b(im|were|ill|well|heading|driving|on (my|our) way|taking (him|her|them)|take (him|her|them))( \w+)?( \w+)? to the (er|emergency( room)?|hospital)\b|\b(adios|hasta (luego|pronto|manana)|chao|voy a colgar|(eso )?es todo|nada mas|no gracias|voy a llamar al 911|(voy|vamos)( \w+)? (al hospital|a( la sala de)? (emergencias|urgencias)))\b/;
const ASKS_FOR_MORE = /\b(anything|something) (else|more)\b|\b(algo|alguna cosa) mas\b/;
const SIMPLY_NO = /^(no|nope|nah)( \w+){0,3}$/;

/** `askedForMore`: the agent has asked whether there is anything else; "no" then means goodbye. */
export const takesLeave = (text: string, askedForMore: boolean): boolean =>
  TAKES_LEAVE.test(plain(text)) || (askedForMore && SIMPLY_NO.test(plain(text)));
export const asksForMore = (text: string): boolean => ASKS_FOR_MORE.test(plain(text));

const OBJECTS_TO_RECORDING =
  /\b(do not|dont|don t|not|no|never|without|stop|rather not|object)\b.{0,30}\brecord(ed|ing|s)?\b|\brecord(ed|ing)?\b.{0,20}\b(not ok|not okay|not fine|off)\b|\bno\b.{0,20}\bgrab(e|en|ar|ada|ado|acion)\b/;

/** What a receptionist says who did not understand. */
const DID_NOT_UNDERSTAND =
  /\b(did not|didnt|didn t|could not|couldnt|couldn t|not|dont|don t)\b.{0,20}\b(catch|get|understand|hear|follow)\b|\b(say|repeat) (that|it)( again| one more time)?\b|\bcome again\b|\bno (le )?(entendi|escuche|oi)\b|\bpuede repetir(lo)?\b|\bpodria repetir(lo)?\b/;

export const wantsAPerson = (text: string): boolean => WANTS_A_PERSON.some((pattern) => pattern.test(plain(text)));
export const objectsToRecording = (text: string): boolean => OBJECTS_TO_RECORDING.test(plain(text));
export const didNotUnderstand = (text: string): boolean => DID_NOT_UNDERSTAND.test(plain(text));

/** What is asked for here is not to be kept in a recording. */
const ASKS_FOR_SECRETS =
  /\b(date of birth|birth ?date|birthday|when were you born|social security|card number|security code|expiration date|account number|(member|policy|subscriber|insurance) (id|number))\b/;
export const asksForSecrets = (text: string): boolean => ASKS_FOR_SECRETS.test(plain(text));

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '') // "recepción"
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
