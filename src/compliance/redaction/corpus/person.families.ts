import { familiesOf } from './family.builder.js';

export const PERSON_FAMILIES = [
  ...familiesOf('birth_date', 'development', {
    'with strokes': [
      'C: my date of birth is {birth.slashes}',
      'C: born {birth.dashes}',
      'A: Date of birth?\nC: {birth.shortslashes}',
    ],
    'as written': ['C: I was born on {birth.written}', 'C: my birthday is {birth.ordinal}', 'C: {birth.iso} is my dob'],
    'in words': [
      'C: my date of birth is {birth.words}',
      'A: When were you born?\nC: {birth.words}',
      'C: {birth.words}',
    ],
    'the day first': ['C: my birthday is {birth.daywords}', 'A: And your date of birth?\nC: {birth.daywords}'],
    'a short year': ['A: What is your date of birth?\nC: {birth.shortyear}', 'C: born {birth.shortyear}'],
    'only numbers': ['A: Your date of birth, please?\nC: {birth.numbers}', 'C: my date of birth is {birth.digits}'],
    'with fillers': ['C: date of birth is um {birth.fillers}', 'A: And her birthday?\nC: uh {birth.fillers}'],
    'of a child': [
      'C: it is for my son, he was born {birth.words}, can he come <Friday at {w:1-5}>',
      "C: my daughter's birthday is {birth.written}",
    ],
    'in Spanish': [
      'C: mi fecha de nacimiento es {birth.spanish}',
      'C: nací el {birth.spanishwritten}',
      'A: ¿Cuándo nació?\nC: el {birth.spanish}',
    ],
  }),
  ...familiesOf('birth_date', 'held_out', {
    'in two turns': [
      'A: What is your date of birth?\nC: {birth.monthday}\nA: And the year?\nC: {birth.year}',
      'A: Can I get your birthday?\nC: {birth.monthday}\nA: Mhm.\nC: {birth.year}',
    ],
    'eight digits': ['C: my date of birth is {birth.run}', 'A: Date of birth, month first?\nC: {birth.run}'],
    'among other things': [
      'C: this is Pat, {birth.words}, I need a cleaning <on Tuesday>',
      'C: my name is Alice Brown born on {birth.ordinal} and I have a toothache',
    ],
    'read back by the agent': [
      'A: So your date of birth is {birth.written}?\nC: yes',
      'A: I have {birth.words} as the birthday.\nC: right',
    ],
  }),
  ...familiesOf('policy_number', 'development', {
    'letters and digits': ['C: my member id is {policy.plain}', 'C: {policy.plain}', 'C: policy number {policy.plain}'],
    'digit by digit': ['C: my member number is {policy.spoken}', 'A: What is the member ID?\nC: {policy.spoken}'],
    'as in': ['C: the id is {policy.phonetic}', 'A: And the subscriber ID?\nC: {policy.phonetic}'],
    'digits alone': ['C: the member id is {member.plain}', 'C: my subscriber id is {member.spoken}'],
    'a group': [
      'C: the group number is {group.plain}',
      'C: group number {group.spoken}',
      'A: And the group?\nC: it is {group.plain}',
    ],
    doubled: ['C: my policy number is {member.doubled}', 'A: Member ID, please?\nC: {member.doubled}'],
    'both at once': ['C: member id {policy.plain} and group number {group.plain}, it pays <{n:50-90} percent>'],
    'with fillers': ['C: my insurance id is um {member.fillers}'],
    'over two turns': ['A: What is your member ID?\nC: {member.spoken:1/2}\nA: Okay.\nC: {member.spoken:2/2}'],
    'in Spanish': ['C: mi número de póliza es {member.spanish}', 'C: el número de miembro es {member.spanishpairs}'],
  }),
  ...familiesOf('policy_number', 'held_out', {
    'on the card of the insurer': [
      'C: I have Delta Dental and on my insurance card it says {policy.plain}',
      'C: the number on my dental card is {member.spoken}',
    ],
    'named afterwards': [
      'C: {policy.spoken} is my member id and my visit is <at {w:8-11} thirty>',
      'C: {member.plain}, that is the group number',
    ],
    'two at a time': ['C: subscriber number {member.pairs}', 'A: And the policy number?\nC: {member.mixed}'],
    corrected: ['C: my member id is {member.corrected}', 'A: What is the ID on your plan?\nC: {member.corrected}'],
    'read back by the agent': [
      'A: So your member ID is {policy.spoken}?\nC: yes',
      'A: I wrote down group number {group.spaced}.\nC: right',
    ],
  }),
  ...familiesOf('driver_license', 'development', {
    'as written': [
      "C: my driver's license is {license.plain}",
      'C: drivers license number {license.plain}',
      "C: {license.plain} is my driver's license",
    ],
    'digit by digit': [
      "C: my driver's license number is {license.spoken}",
      "A: What is the number of your driver's license?\nC: {license.spoken}",
    ],
    'without the driver': ['C: my license number is {license.plain}', 'C: the license is {license.spoken}'],
    British: ['C: my driving licence is {license.plain}', 'C: licence number {license.spoken}'],
    abbreviated: ['C: DL {license.plain}', 'C: my DL number is {license.plain}'],
    'with fillers': ["C: my driver's license is um {dl.fillers}"],
    'over two turns': ["A: Your driver's license number?\nC: {license.spoken:1/2}\nA: Mhm.\nC: {license.spoken:2/2}"],
    'of a state': ["C: my Texas driver's license number is {license.plain}, and it is <tooth {n:1-32}>"],
    'in Spanish': [
      'C: mi licencia de conducir es {license.plain}',
      'C: la licencia de manejar es {dl.spanish}',
      'A: ¿El número de su licencia?\nC: {dl.spanish}',
    ],
  }),
  ...familiesOf('driver_license', 'held_out', {
    'to prove who it is': [
      "C: if you need to check who I am my driver's license says {dl.mixed}, and I come <Friday at {w:1-5}>",
    ],
    'two at a time': ["C: the number on my driver's license is {dl.pairs}"],
    corrected: ['C: my license number is {dl.corrected}'],
    'read back by the agent': [
      "A: I have {license.spoken} as your driver's license.\nC: yes",
      'A: So license number {license.plain}?\nC: right',
    ],
  }),
];
