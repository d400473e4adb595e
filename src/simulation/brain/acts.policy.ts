import { concepts, INAUDIBLE, shared, tokenize, type Token } from './words.policy.js';

/** What a caller does with a turn, beside giving information. Several may hold at once (`no, thanks, bye`). */
export interface Acts {
  agrees: boolean;
  declines: boolean;
  corrects: boolean;
  says: 'hello' | 'thanks' | null;
  asksToRepeat: boolean;
  dropsIt: boolean;
  takesLeave: boolean;
  /** Wants something later or earlier than what is on offer. */
  shift: 'after' | 'before' | null;
  /** Asks to be told something rather than to have something done. */
  asksForFact: boolean;
  inaudible: boolean;
  /** Asks whether a person or a machine is speaking. */
  asksWhoSpeaks: boolean;
  /** Wants a moment, or speaks to somebody else. */
  hesitates: boolean;
  upset: boolean;
  /** Does not have what was asked for. */
  cannotSay: boolean;
}

const AGREES =
  /^(m+ ?h+m+|uh ?huh|yes|yeah|yep|yup|sure|ok|okay|perfect|great|sounds (good|great)|that works|that would be|fine|absolutely|please do|go ahead|correct|right|lets do (it|that)|ill take (it|that)|thats (right|correct|it|fine|good|perfect)|that is (right|correct|fine|good)|it is|exactly)\b|\b(that works|works for me|sounds good|ill take it|that one)\b/;
const DECLINES =
  /^(no|nope|nah|neither|none|not really|unfortunately)\b|\bnone of (them|those|these)\b|\bdoesnt work\b|\bcant (do|make)\b/;
const CORRECTS =
  /^(no|nope|sorry|wait|actually|hang on|oh)\b.|\b(actually|instead|rather|i mean|i meant|on second thought|changed my mind|correction)\b/;
const REPEAT =
  /^(sorry |excuse me |i beg your )?(what|pardon|huh|come again)( me)?( was that| did you say| is that)?( again)?$|\b(say|repeat) (that|it)( again)?\b|what did you say|(didnt|did not|couldnt|could not) (catch|hear|get|understand) (that|you|it)\b|one more time/;
const DROPS = /\b(never ?mind|forget (it|that|about it)|dont bother)\b/;
const LEAVES =
  /\b(bye|goodbye|good ?bye|thats all|that is all|thatll be all|that will be all|thats everything|that is everything|nothing else|hang up|have a (good|nice|great|lovely) (day|one|evening|weekend|afternoon))\b/;
const LATER =
  /\b(anything|something|somewhat|bit|any|got|have|little) later\b|^(no )?later\b|\blater (one|time|than that|in the day|that day|if)\b|\btoo early\b/;
const EARLIER =
  /\b(anything|something|somewhat|bit|any|got|have|little) (earlier|sooner)\b|^(no )?(earlier|sooner)\b|\b(earlier|sooner) (one|time|than that|in the day|that day|if)\b|\btoo late\b/;
const FACTS =
  /\b(how (much|long|do i get|far)|why|where|who (is|are|was)|what (is|are|kind of insurance|insurance)|whats (your|the)|do you (take|accept|speak|sell|charge)|(are|when are) you (open|closed)|(what time|when) do you (open|close)|cost|price)\b/;
const WHO_SPEAKS =
  /\b(are you|is this|am i (talking|speaking) (to|with)|is it|is that) (\w+ ){0,4}?(robot|bot|ai|machine|computer|recording|human( being)?|real( person)?|person|chatbot|automated|artificial)\b/;
const HESITATES =
  /\b(hold on|hang on|(just )?(one|a) (second|sec|moment|minute)|give me a (second|sec|moment|minute)|let me (think|see|check|look|get|grab|find)|bear with me|wait a (second|sec|moment|minute)|i(m| am) thinking)\b/;
const ONLY_SOUNDS = /^(um+|uh+|er+|hm+|hmm+|well|so|lets see|oh)( (um+|uh+|er+|hm+|hmm+|well|so|lets see|oh))*$/;
const UPSET =
  /\b(angry|annoyed|annoying|frustrat\w+|upset|furious|unbelievable|outrageous|terrible service|waste of (my )?time|taking forever|how many times|already told you|just told you|for crying out loud|are you kidding|come on|wtf|for gods sake)\b/;
const CANNOT_SAY =
  /\b(i )?(dont|do not|cant|cannot|can not) (know|remember|recall|have (it|that|one)|find (it|that)|have access)\b|\bno idea\b|\bnot sure\b|\bi forgot\b|\bi (lost|changed) (it|that|my (phone|number))\b/;
const HELLO = /^(hi|hello|hey|good (morning|afternoon|evening))\b/;
const THANKS = /\b(thanks|thank you|cheers)\b/;
const CLOSING_NO =
  /^(no|nope|nah)( no)?( im| we| that| it| is)?( good| fine| ok| okay| all| set)*( thanks?| thank you)?( very much| so much)?( that is all| thats all)?$/;

export function actsIn(text: string): Acts {
  const tokens = tokenize(text);
  const said = plain(tokens);
  return {
    agrees: AGREES.test(said) && !DECLINES.test(said),
    declines: DECLINES.test(said),
    corrects: CORRECTS.test(said),
    says: THANKS.test(said) ? 'thanks' : HELLO.test(said) ? 'hello' : null,
    asksToRepeat: REPEAT.test(said),
    dropsIt: DROPS.test(said),
    takesLeave: LEAVES.test(said),
    shift: LATER.test(said) ? 'after' : EARLIER.test(said) ? 'before' : null,
    asksForFact: FACTS.test(said) && !/\b(earliest|soonest|available|free|options?|times?)\b/.test(said),
    inaudible: text.includes(INAUDIBLE),
    asksWhoSpeaks: WHO_SPEAKS.test(said),
    hesitates: !text.includes(INAUDIBLE) && (HESITATES.test(said) || ONLY_SOUNDS.test(said)),
    upset: UPSET.test(said),
    cannotSay: CANNOT_SAY.test(said),
  };
}

/** What a listener says so as to be known to listen. */
const BACKCHANNEL = /^(m+|h+m+|m+ ?h+m+|uh ?huh|a+h+a*|okay|ok|right|i see)( (m+|okay|ok|right))*$/;

const GO_ON = /^(please )?(go on|continue|carry on|siga|sigue|continue usted)( por favor| please)?$/;

/** The agent is to go on with what it was saying. */
export const asksToGoOn = (text: string): boolean => GO_ON.test(plain(tokenize(text)));

export const isBackchannel = (text: string): boolean => BACKCHANNEL.test(plain(tokenize(text)));

/** `No.`, `no, thank you`, `nope, I'm good`: the whole turn says no more than no. */
export function isBareNo(text: string): boolean {
  return CLOSING_NO.test(plain(tokenize(text)));
}

const plain = (tokens: readonly Token[]): string => tokens.map((token) => token.norm).join(' ');

/** A line `Label: what is so` of the prompt whose label the question is about. */
export function factFor(prompt: string, question: string): string | null {
  const asked = concepts(question);
  for (const line of prompt.split('\n')) {
    const [, label = '', statement = ''] = /^[\s*-]*([^:]{2,40}):\s+(\S.{1,200})$/.exec(line.trim()) ?? [];
    if (label.split(' ').length > 4 || shared(asked, concepts(label)) === 0) continue;
    return `${label.trim()}: ${statement.trim().replace(/[.\s]*$/, '')}.`;
  }
  return null;
}
