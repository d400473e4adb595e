import { familiesOf } from './family.builder.js';

export const CONTACT_FAMILIES = [
  ...familiesOf('phone', 'development', {
    'as typed': [
      'C: my number is {phone.typed}',
      'C: call me at {phone.hyphens} [before|after] <{n:1-5} pm>',
      'C: {phone.dots}',
    ],
    'digit by digit': ['C: my phone number is {phone.spoken}', 'A: What is the best number?\nC: {phone.spoken}'],
    'in groups': ['C: you can reach me at {phone.groups}', 'C: {phone.groups}'],
    'double and triple': ['C: my cell is {phone.doubled}', 'A: And your phone number?\nC: {phone.doubled}'],
    'two at a time': ['C: my mobile is {phone.pairs}'],
    'with fillers': ['C: um my number is {phone.fillers}', 'A: What number can we call?\nC: uh {phone.fillers}'],
    'without the area code': ['C: my number is {phone.local}', 'C: just call {phone.localspoken}'],
    'over two turns': [
      'A: What is your phone number?\nC: {phone.spoken:1/2}\nA: [Okay.|Mhm.]\nC: {phone.spoken:2/2}',
      'C: the number is {phone.plain:1/3}\nA: Yes.\nC: {phone.plain:2/3}\nA: Go on.\nC: {phone.plain:3/3}',
    ],
    'in Spanish': ['C: mi teléfono es {phone.spanish}', 'A: ¿Cuál es su número de teléfono?\nC: {phone.spanishpairs}'],
  }),
  ...familiesOf('phone', 'held_out', {
    corrected: ['C: my phone is {phone.corrected}', 'A: Which number should we text?\nC: {phone.corrected}'],
    'with the country': ['C: it is {phone.country}', 'C: text me at one {phone.spoken}'],
    'named afterwards': ['C: {phone.spoken} is my cell', 'C: try {phone.mixed}, that is my work phone'],
    'with a request': [
      'C: if anything opens up before <Friday at three> call my wife on {phone.mixed}',
      'C: could the doctor call me back, {phone.spaced}, any time after <five>',
    ],
  }),
  ...familiesOf('email', 'development', {
    'as typed': ['C: my email is {email.typed}', 'C: send it to {email.typed} please', 'C: {email.numbered}'],
    'with dot and at': ['C: it is {email.spoken}', 'C: my email is {email.spoken} and I can come <Monday at {w:8-11}>'],
    'an initial': ['C: {email.initial}', 'A: What is your e-mail?\nC: {email.initial}'],
    underscore: ['C: my email address is {email.underscore}'],
    'two words': ['C: send the forms to {email.twowords}'],
    'with a year': ['C: my email is {email.yearly}'],
    'with digits': ['C: you can email me at {email.digits}', 'A: And the e-mail?\nC: it is {email.digits}'],
    spelled: ['C: that is {email.spelled}', 'A: Spell your e-mail for me?\nC: sure, {email.spelled}'],
    'in Spanish': ['C: mi correo es {email.spanish}', 'A: ¿Su correo electrónico?\nC: {email.spanish}'],
  }),
  ...familiesOf('email', 'held_out', {
    'with fillers': ['C: my email is {email.fillers}', 'C: um so {email.fillers}'],
    'half written': [
      'C: you can use {email.halftyped}',
      'C: write to {email.halftyped} and I will answer <by Friday at two>',
    ],
    'the provider alone': ['C: my email is {email.provideronly}'],
    'in two turns': [
      'A: What is your e-mail?\nC: {email.local}\nA: Mhm.\nC: {email.domain}',
      'C: my address is {email.local}\nA: Okay.\nC: {email.domain}',
    ],
    'spelled with dashes': ['C: the email is {email.dashspelled}', 'C: mi correo es {email.spanishunderscore}'],
  }),
];
