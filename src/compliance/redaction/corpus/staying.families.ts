import { familiesOf } from './family.builder.js';

/** Beside what identifies somebody, this is what calls are about. */
export const STAYING_FAMILIES = [
  ...familiesOf(null, 'development', {
    'times of day': [
      'C: can I come at <{n:1-12}:[00|15|30|45]> [am|pm]?',
      "A: We have <{w:1-12} [fifteen|thirty|forty five]>, <{w:1-12} o'clock> and <{w:1-12} [thirty|fifteen]>.\nC: the first one",
      'A: I can offer <9:00, 10:15, 11:30, 2:45 or 4:15>.',
    ],
    'days of appointments': [
      'C: is <Tuesday March 3rd at 2:30> free?',
      'A: That is <[Monday|Friday] the {w:4-19}th at {w:1-12}>.',
      'C: I have an appointment on <[April|June|October] {n:1-28}> at <{w:8-11} thirty>',
      'A: Your visit is <[Wednesday|Thursday], [May|August] {n:1-28}, 2027, at {n:8-11}:30 AM>.',
    ],
    prices: [
      'A: The cleaning is <${n:1-9},250>, before insurance.',
      'C: it was <a hundred and {w:20-90} dollars> last time',
      'A: A crown is <{w:1100-1900} dollars> and the exam <${n:50-95}.00>.',
    ],
    'tooth numbers': [
      'C: it is <tooth {n:1-32}>, on the left',
      'A: That is <tooth number {w:1-32}>.\nC: and <number thirty>',
      'C: <teeth 14, 15, 18, 19 and 30> hurt',
    ],
    'procedure codes': [
      'A: The code is <D{n:1000-9999}>.',
      'C: what is <D2740> and <D0120>',
      'C: code <d twenty seven forty>',
    ],
    ages: [
      'C: my son is <{w:3-17} years old>',
      'C: she is <{n:20-90}> and he is <{n:20-90}>',
      'C: I am <{w:20-90}>, is that too old for braces',
    ],
    'street addresses': [
      'C: I live at <{n:100-9999} [Oak|Main|Fifth] Street>',
      'A: We are at <{n:100-9999} [Market|Lake] Avenue, suite {n:100-900}>, zip <{n:10000-98999}>.',
    ],
    counts: [
      'C: we are <{w:2-6}> people, <two> adults and <{w:1-4}> kids',
      'C: it hurt for <{n:2-9} days> and <{n:2-5} nights>',
    ],
    'in some weeks': ['A: Come back in <{w:2-8} weeks>.', 'C: every <six months>, the last was <{n:2-11} months> ago'],
    'years of work': [
      'C: I had the crown done in <2015>',
      'A: Doctor Patel has worked here since <nineteen ninety eight>.',
    ],
  }),
  ...familiesOf(null, 'held_out', {
    'doses and measures': [
      'C: I take <{n:200-800} milligrams> of ibuprofen every <{w:4-8} hours>',
      'C: a fever of <{n:99-103}.{n:1-9}> since <{w:1-9}> last night',
    ],
    'insurers with digits': [
      'C: I have <Delta Dental PPO 2000>',
      'C: do you take <Cigna DPPO 1500> or <Aetna Plan {n:10-90}>',
      'A: Your plan pays <80 percent>, up to <$1,500> a year.',
    ],
    'large numbers': [
      'A: We have treated more than <{w:2-9} thousand patients> and placed <{n:1-9},{n:100-999} implants>.',
      'C: is it <one million> bacteria',
    ],
    'times and dates in one breath': [
      'C: <the fifth at ten> or <the sixth at {w:1-12} thirty> would work',
      'A: <Monday at nine>, <Tuesday at ten fifteen>, <Wednesday the twelfth at two forty five> or <Friday at four>?',
      'C: anything between <{n:1-5}> and <{n:6-9}> on <the {w:14-19}th>',
    ],
    'times in Spanish': [
      'C: puedo ir <el martes tres de marzo a las dos y media>',
      'A: Tenemos <el {n:1-28} de abril a las {n:9-11}:30>.\nC: <a las diez> o <a las once>',
      'C: cuesta <ciento {n:20-90} dólares>',
    ],
    'dates beside a birthday': [
      'C: my birthday is next week, can I come <Tuesday March 3rd at 2:30>',
      'A: What is your date of birth?\nC: {birth.words}\nA: Thank you. Is <[Monday|Thursday] the {w:4-19}th at {w:8-11} thirty> good?\nC: yes <{w:8-11} thirty> works',
    ],
    'websites and short numbers': [
      'A: See <brightsmile dot com>, or dial <911>.',
      'C: I looked at <www.brightsmile.com>, you have <4.{n:5-9} stars>',
    ],
  }),
];
