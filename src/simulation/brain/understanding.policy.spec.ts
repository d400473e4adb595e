import { text, tool } from '../../../test/support/brain-talk.js';
import { catchSlots } from './slots.policy.js';
import { readTools } from './tools.policy.js';

/** What the callers of a dental line say, and what is to be understood, whatever was asked. */

const choice = (...values: string[]) => ({ type: 'string', enum: values });
const TOOLS = readTools(
  [
    tool(
      'find_slots',
      'Finds free times.',
      { appointmentType: choice('Cleaning', 'Exam'), when: text(''), beenHereBefore: { type: 'boolean' } },
      ['appointmentType', 'when'],
    ),
    tool('verify_identity', 'Proves who calls.', {
      callerName: text(''),
      birthDate: text(''),
      phone: text(''),
      code: text(''),
    }),
    tool('register_patient', 'Registers.', { patientName: text(''), birthDate: text(''), email: text('') }),
    tool('cancel_appointment', 'Cancels.', { appointmentId: text(''), reason: text('') }),
    tool('note_insurance', 'Insurance for the desk.', {
      insurer: text(''),
      memberId: text(''),
      groupNumber: text(''),
    }),
    tool('clinic_information', 'Facts.', {
      topic: choice('hours', 'address', 'directions', 'parking', 'prices', 'insurance', 'team'),
    }),
    tool('request_follow_up', 'For the desk.', {
      kind: choice('prescription', 'lab_work', 'records'),
      details: text(''),
    }),
    tool('urgent_care', 'Urgent.', {
      problem: choice(
        'knocked_out_tooth',
        'broken_tooth',
        'severe_pain',
        'swelling',
        'bleeding',
        'lost_filling_or_crown',
        'other',
      ),
    }),
    tool('reserve_table', 'Reserves.', { partySize: { type: 'integer', minimum: 1, maximum: 20 } }),
  ],
  '',
);
const PARAMS = TOOLS.flatMap(({ params }) => params);

/** @param asked the parameter that the agent had asked for; null for none. `known` are values from before, by parameter. */
function understood(said: string, asked: string | null, known: Readonly<Record<string, unknown>> = {}) {
  const named = (name: string) => PARAMS.find((param) => param.name === name);
  const slots = Object.entries(known).map(([name, value]) => [named(name)?.slot ?? name, { value, moment: null }]);
  const caught = catchSlots(said, {
    params: PARAMS,
    asked: (asked === null ? null : named(asked)) ?? null,
    known: Object.fromEntries(slots),
    undecided: null,
    picksOffer: false,
  });
  return (name: string): unknown => caught.slots[named(name)?.slot ?? '']?.value ?? null;
}

describe('birth dates', () => {
  it.each([
    'March fourth nineteen eighty five.',
    'March 4th, 1985.',
    'March 4, 1985',
    '3/4/85',
    '03/04/1985.',
    '3-4-1985',
    '1985-03-04',
    'The fourth of March, 1985.',
    'It is the fourth of March nineteen eighty-five.',
    'oh three oh four nineteen eighty-five',
    'zero three, zero four, one nine eight five',
    'Three four eighty-five.',
    '03 04 1985',
    '0 3 0 4 1 9 8 5',
    '03041985',
    'Born in eighty five, March 4.',
    'I was born on the 4th of March in 1985.',
    'Um, March, uh, fourth, nineteen, uh, eighty five.',
    'Let me see, March the fourth, eighty-five.',
    'March fifth, no wait, March fourth, nineteen eighty-five.',
    "It's March 4th '85.",
  ])('are taken from "%s" as an answer, and are no wish for a time', (said) => {
    const value = understood(said, 'birthDate');
    expect(value('birthDate')).toBe('1985-03-04');
    expect(value('when')).toBeNull();
    expect(value('phone')).toBeNull();
  });

  it.each([
    ['My date of birth is June first, two thousand seventeen.', '2017-06-01'],
    ['My birthday is December 31st, nineteen oh nine.', '1909-12-31'],
    ['This is Dana Whitfield, born August ninth, nineteen sixty-four.', '1964-08-09'],
    ['Dana Whitfield, August ninth, nineteen sixty-four.', '1964-08-09'],
    ['He was born the first of June, twenty seventeen.', '2017-06-01'],
    ['DOB 11/24/1990', '1990-11-24'],
    ['25/12/1985 is my date of birth.', '1985-12-25'],
    ['My date of birth is two thousand and five, March twelfth.', '2005-03-12'],
  ])('are taken from "%s" unasked', (said, date) => {
    const value = understood(said, null);
    expect(value('birthDate')).toBe(date);
    expect(value('when')).toBeNull();
  });

  it.each([
    ['Next Tuesday, please.', 'Next Tuesday'],
    ['March fourth at ten.', 'March fourth at ten'],
    ['On the 24th.', '24th'],
    ['March 9 or so', 'March 9'],
  ])('are not in "%s"', (said, when) => {
    const value = understood(said, null);
    expect(value('birthDate')).toBeNull();
    expect(value('when')).toBe(when);
  });

  it.each(['February thirtieth, nineteen eighty.', 'March fourth.', 'I would rather not say.', 'Three.'])(
    'are not whole in "%s"',
    (said) => {
      const value = understood(said, 'birthDate');
      expect(typeof value('birthDate')).not.toBe('string');
      expect(value('when')).toBeNull();
    },
  );

  it.each([
    ['Nineteen eighty-five.', { month: 3, day: 4 }, '1985-03-04'],
    ['No, March fifth.', '1985-03-04', '1985-03-05'],
    ['No, eighty-six.', '1985-03-04', '1986-03-04'],
    ['Sorry, the year is 1958.', '1985-03-04', '1958-03-04'],
  ])('are completed and put right by "%s"', (said, known, date) => {
    expect(understood(said, 'birthDate', { birthDate: known })('birthDate')).toBe(date);
  });

  it('stand beside another wish in one turn', () => {
    const value = understood('I was born March 4th 1985, and could I come next Tuesday at ten?', null);
    expect([value('birthDate'), value('when')]).toEqual(['1985-03-04', 'next Tuesday at ten']);
  });
});

describe('names', () => {
  it.each([
    ['Nguyen, N G U Y E N.', 'Nguyen'],
    ['Lien Nguyen, N-G-U-Y-E-N.', 'Lien Nguyen'],
    ['Siobhan Nguyen, that is S I O B H A N, Nguyen, N G U Y E N.', 'Siobhan Nguyen'],
    ['Shivon Nguyen, that is S I O B H A N.', 'Siobhan Nguyen'],
    ['John Smith, S M Y T H E.', 'John Smythe'],
    ['Maria Lopez. M A R I A, L O P E Z.', 'Maria Lopez'],
    ['M A R I A, L O P E Z.', 'Maria Lopez'],
    ['Catherine Bell with a K.', 'Katherine Bell'],
    ['Jon Stevens. No, sorry, Jon Stephens, with P H.', 'Jon Stephens'],
    ['Steven Hall, with a ph', 'Stephen Hall'],
    ['John Doe without an h.', 'Jon Doe'],
    ['Philip Grey, Philip with double L.', 'Phillip Grey'],
    ['Dan Adams, D as in David, A, N.', 'Dan Adams'],
    ['Ana Hill, last name H I double L.', 'Ana Hill'],
    ['B as in boy, E, C K.', 'Beck'],
    ['Maria de la Cruz.', 'Maria de la Cruz'],
    ["Sean O'Brien.", "Sean O'Brien"],
    ['O apostrophe B R I E N', "O'Brien"],
    ['Jan van der Berg, please.', 'Jan van der Berg'],
    ['Anne-Marie Smith-Jones.', 'Anne-Marie Smith-Jones'],
    ['Mr. John Smith.', 'John Smith'],
    ['Yes, this is Mrs. Rosa Delgado.', 'Rosa Delgado'],
    ['Lopez comma Maria', 'Maria Lopez'],
    ['Last name first, Lopez, Maria.', 'Maria Lopez'],
    ['First name Maria, last name Lopez.', 'Maria Lopez'],
    ['My last name is Lopez and my first name is Maria.', 'Maria Lopez'],
    ["It's Lopez, Maria Lopez.", 'Maria Lopez'],
    ['Um, uh, Dana Whitfield.', 'Dana Whitfield'],
    ['um dana whitfield', 'Dana Whitfield'],
  ])('are taken from "%s" as an answer', (said, name) => {
    expect(understood(said, 'callerName')('callerName')).toBe(name);
  });

  it.each([
    ['Hi, this is Maria de la Cruz calling about my crown.', 'Maria de la Cruz'],
    ["I'm Jan van der Berg and I would like a cleaning.", 'Jan van der Berg'],
    ['My name is Sarah Jones, Sarah with an h.', 'Sarah Jones'],
    ['This is Kai Lindgren, L I N D G R E N, and I need a cleaning.', 'Kai Lindgren'],
  ])('are taken from "%s" unasked', (said, name) => {
    expect(understood(said, null)('callerName')).toBe(name);
  });

  it.each([
    ['No, Marya with a Y.', 'Maria Lopez', 'Marya Lopez'],
    ['Not Jon, John with an h.', 'Jon Smith', 'John Smith'],
    ['That is S M Y T H E.', 'John Smith', 'John Smythe'],
    ['With a K.', 'Catherine Bell', 'Katherine Bell'],
    ['No, it is spelled N G U Y E N.', 'Lien Nuyen', 'Lien Nguyen'],
    ['My last name is Lopez.', 'Maria', 'Maria Lopez'],
    ['And the last name is Smythe.', 'John Smith', 'John Smythe'],
    ['No, my first name is Anna.', 'Hannah Berg', 'Anna Berg'],
    ['Sorry, John Stephens.', 'Jon Stevens', 'John Stephens'],
  ])('are put right by "%s" when "%s" was understood', (said, known, name) => {
    expect(understood(said, null, { callerName: known })('callerName')).toBe(name);
  });

  it.each([
    ['No, Tuesday.', null],
    ['No, thank you.', null],
    ['Yes, that is right.', null],
    ['It is my daughter, her name is Leyla Kaya.', null],
    ["It's Delta Dental.", 'insurer'],
    ['His name is Leo Lopez.', null],
    ['My member ID is W X Y 1 2 3 4.', null],
    ['Maria dot lopez at example dot org.', 'email'],
  ])('are left as they were by "%s"', (said, asked) => {
    expect(understood(said, asked, { callerName: 'Maria Lopez' })('callerName')).toBeNull();
  });
});

describe('telephone numbers', () => {
  it.each([
    ['five one two, five five five, oh one four three', '5125550143'],
    ['It is area code five one two, triple five, zero one four three.', '5125550143'],
    ['512, and then 555, 0 1 double 4.', '5125550144'],
    ['five one two. five double five. oh one, forty-three.', '5125550143'],
    ['plus one five one two five five five oh one four three', '+15125550143'],
    ['Um, 512, uh, 555, let me see, 0143.', '5125550143'],
    ['eight hundred, five five five, oh one four three', '8005550143'],
    ['512 555 0144, no sorry, 512 555 0143.', '5125550143'],
    ['(512) 555-0143', '5125550143'],
    ['five five five dash oh one four three', '5550143'],
  ])('are read from "%s"', (said, digits) => {
    expect(understood(said, 'phone')('phone')).toBe(digits);
  });

  it.each([
    ['No, the last four are 0 1 4 3.', '5125550144', '5125550143'],
    ['No, it ends in oh one four three.', '+15125550144', '+15125550143'],
    ['The area code is seven three seven.', '5125550143', '7375550143'],
    ['Sorry, the last two digits are five six.', '5125550143', '5125550156'],
  ])('are put right in part by "%s"', (said, known, digits) => {
    expect(understood(said, null, { phone: known })('phone')).toBe(digits);
  });

  it.each(['At nine or ten.', 'March 4 1985 was my birthday.', 'The code is 1 2 3 4 5 6.'])(
    'are not in "%s"',
    (said) => {
      expect(understood(said, null, { phone: '5125550143' })('phone')).toBeNull();
    },
  );
});

describe('addresses of e-mail', () => {
  it.each([
    ['maria dot lopez at example dot org', 'maria.lopez@example.org'],
    ['My email is maria underscore lopez at example dot org.', 'maria_lopez@example.org'],
    ['m a r i a at gmail dot com', 'maria@gmail.com'],
    ['It is M, A, R, I, A, at gmail dot com.', 'maria@gmail.com'],
    ['j dash smith eighty five at mail dot example dot com', 'j-smith85@mail.example.com'],
    ['jan plus dental at example.org', 'jan+dental@example.org'],
    ['maria.lopez@example.org, please', 'maria.lopez@example.org'],
    ['Um, it is j doe 4 2 at example dot com.', 'jdoe42@example.com'],
    ['maria at example dot com, no, maria at example dot org', 'maria@example.org'],
  ])('are read from "%s"', (said, address) => {
    const value = understood(said, 'email');
    expect([value('email'), value('callerName')]).toEqual([address, null]);
  });

  it('are not in "I am at home on Tuesday."', () => {
    expect(understood('I am at home on Tuesday.', null)('email')).toBeNull();
  });
});

describe('codes and numbers', () => {
  it.each([
    ['4 8 1 5 1 6', 'code', 'code', '481516'],
    ['It says four eight, fifteen, sixteen.', 'code', 'code', '481516'],
    ['The code is 1234.', null, 'code', '1234'],
    ['One two three four. No wait, one two three five.', 'code', 'code', '1235'],
    ['12345678', 'code', 'code', '12345678'],
    ['W as in William 1 2 3 4 5 6', 'memberId', 'memberId', 'W123456'],
    ['My member ID is X J, 44 71 double oh.', null, 'memberId', 'XJ447100'],
    ['W123456789', 'memberId', 'memberId', 'W123456789'],
    ['The group number is 55 02 17.', null, 'groupNumber', '550217'],
    ['Three, I mean four.', 'partySize', 'partySize', 4],
    ['A table for six, no, for seven.', null, 'partySize', 7],
    ['Um, five.', 'partySize', 'partySize', 5],
  ])('are read from "%s" when %s was asked', (said, asked, name, value) => {
    const found = understood(said, asked);
    expect(found(name)).toBe(value);
    expect(found('phone')).toBeNull();
  });
});

describe('whether somebody has been here before', () => {
  it.each([
    ['I have never been to your clinic.', null, false],
    ['It is my first time.', null, false],
    ["I'm a new patient and need a cleaning.", null, false],
    ['I am a patient of yours.', null, true],
    ['I have been there before.', null, true],
    ["I haven't been in for two years.", null, true],
    ['I am not a new patient.', null, true],
    ['Yes, I have.', 'beenHereBefore', true],
    ['No, never.', 'beenHereBefore', false],
    ['No, this would be the first visit.', 'beenHereBefore', false],
    ['I need a cleaning.', null, null],
  ])('is heard in "%s" (asked: %s)', (said, asked, value) => {
    expect(understood(said, asked)('beenHereBefore')).toBe(value);
  });
});

describe('what is chosen', () => {
  it.each([
    ['How much is a crown?', 'topic', 'prices'],
    ['What do you charge for a filling?', 'topic', 'prices'],
    ['Where can I park?', 'topic', 'parking'],
    ['How do I get there by bus?', 'topic', 'directions'],
    ['Where are you located?', 'topic', 'address'],
    ['What is your address?', 'topic', 'address'],
    ['How late are you open on Friday?', 'topic', 'hours'],
    ['Do you take Cigna?', 'topic', 'insurance'],
    ['Who are your dentists?', 'topic', 'team'],
    ['I need a refill of my mouth rinse.', 'kind', 'prescription'],
    ['My medication has run out.', 'kind', 'prescription'],
    ['Are my lab results back?', 'kind', 'lab_work'],
    ['Whether my night guard is back from the lab.', 'kind', 'lab_work'],
    ['Could you send my x-rays to another office?', 'kind', 'records'],
    ['My crown fell off.', 'problem', 'lost_filling_or_crown'],
    ['My temporary filling came out this morning.', 'problem', 'lost_filling_or_crown'],
    ['I lost a filling.', 'problem', 'lost_filling_or_crown'],
    ["My son's tooth was just knocked out!", 'problem', 'knocked_out_tooth'],
    ['I chipped a tooth.', 'problem', 'broken_tooth'],
    ['My front tooth broke and it hurts a lot.', 'problem', 'broken_tooth'],
    ['My cheek is really swollen.', 'problem', 'swelling'],
    ['My gums are bleeding.', 'problem', 'bleeding'],
    ['I have a terrible toothache.', 'problem', 'severe_pain'],
    ['A cleaning, no, an exam.', 'appointmentType', 'Exam'],
  ])('"%s" is for %s: %s', (said, name, value) => {
    expect(understood(said, null)(name)).toBe(value);
  });
});

describe('open answers', () => {
  it.each([
    ['I have to cancel because I am sick.', null, 'reason', 'I am sick'],
    ['Something came up.', 'reason', 'reason', 'Something came up.'],
    ['It is Delta Dental.', 'insurer', 'insurer', 'Delta Dental'],
    ["I'm insured with Blue Cross.", null, 'insurer', 'Blue Cross'],
    ['My insurance is Sunny Teeth Plan.', null, 'insurer', 'Sunny Teeth Plan'],
    ['Sunny Teeth.', 'insurer', 'insurer', 'Sunny Teeth'],
    ['Ibuprofen 600.', 'details', 'details', 'Ibuprofen 600.'],
  ])('are taken from "%s"', (said, asked, name, value) => {
    expect(understood(said, asked)(name)).toBe(value);
  });
});

it.each([
  ['Tuesday, no wait, Thursday.', 'Thursday'],
  ["Um, let me see, maybe, I don't know, what about Thursday?", 'Thursday'],
  ['Uh, next, um, Tuesday morning.', 'next Tuesday morning'],
  ['Monday at nine, I mean ten.', 'Monday at ten'],
  ['… Friday, please.', 'Friday'],
])('a time is understood from "%s"', (said, when) => {
  expect(understood(said, 'when')('when')).toBe(when);
});
