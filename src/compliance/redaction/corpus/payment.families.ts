import { familiesOf } from './family.builder.js';

export const PAYMENT_FAMILIES = [
  ...familiesOf('card', 'development', {
    'a card in digits': [
      'C: my card number is {card.plain}',
      'C: [sure|okay], it is {card.fours} [thanks|and that is a visa]',
      'C: you can charge {card.dashes} for the visit, <${n:100-900}>',
    ],
    'a card digit by digit': [
      'A: What card would you like to use?\nC: {card.spoken}',
      'C: [the card is|my visa is|it is a mastercard] {card.spoken}',
    ],
    'double and triple': ['C: the number on my credit card is {card.doubled}', 'C: ready? {card.doubled}'],
    'two digits at a time': ['C: my card is {card.pairs}', 'C: here you go, {card.pairs}'],
    'fours with commas and stops': ['C: it is {card.commas}', 'C: my debit card {card.stops}', 'C: {card.spaced}'],
    'with fillers': ['C: [um|so|okay] my card is {card.fillers}', 'C: let me see, {card.fillers} okay?'],
    'corrected on the way': [
      'C: card number {card.corrected}',
      'A: Go ahead with the card number.\nC: {card.corrected}',
    ],
    'over two turns': [
      'A: What is the card number?\nC: {card.spoken:1/2}\nA: [Mhm.|Go on.|Okay, and the rest?]\nC: {card.spoken:2/2}',
      'C: my visa is {card.fours:1/2}\nA: Okay.\nC: {card.fours:2/2}',
    ],
    'with expiry and security code': [
      'C: my card is {card.spoken} expires {expiry.slash} security code {cvv.spoken}',
      'C: visa {card.fours}, expiration {expiry.spoken}, and the cvv is {cvv.plain}',
      'C: {card.fours}\nA: And the expiration date?\nC: {expiry.spoken}\nA: And the security code on the back?\nC: [it is|um] {cvv.spoken}',
    ],
    'in Spanish': [
      'C: el número de mi tarjeta es {card.spanish}',
      'A: ¿Cuál es el número de la tarjeta?\nC: {card.spanishpairs}',
    ],
    'the first digit misheard': [
      'A: What is the card number?\nC: {card.misheard}',
      'C: it is, um, {card.misheard} and I come <for two fillings>',
    ],
    'in digits of another script': ['C: {card.fullwidth}', 'C: my card is {card.arabic}', 'C: کارت {card.persian}'],
    'spelled letter by letter': ['C: my card is {card.lettered}', 'C: {card.lettered}'],
  }),
  ...familiesOf('card', 'held_out', {
    'in a mixture of forms': [
      'C: okay the amex is {card.mixed}',
      'C: put it on this one please, {card.mixed}',
      'A: How do you want to pay the deposit?\nC: with this, {card.mixed}',
    ],
    'by the thousand': ['C: card number {card.thousands}', 'C: I will read it to you: {card.thousands}'],
    'over four turns, read back': [
      'C: it starts {card.spoken:1/4}\nA: {card.spoken:1/4}, go on.\nC: {card.spoken:2/4}\nA: Mhm.\nC: then {card.spoken:3/4}\nA: Yes.\nC: and the last is {card.spoken:4/4}',
      'C: {card.plain:1/4}\nA: Got it.\nC: {card.plain:2/4}\nA: Okay, next four?\nC: {card.plain:3/4}\nA: And the rest?\nC: {card.plain:4/4}',
    ],
    'read back by the agent': [
      'C: my card is {card.fours}\nA: I have {card.spoken}, is that right?\nC: yes',
      'A: Just to confirm, your card is {card.commas}.\nC: right',
    ],
    'said in passing': [
      'C: hi I would like to come <Tuesday> and also pay what I owe, so {card.spoken}, good thru {expiry.month}, three digits on the back {cvv.spoken}',
      'C: my husband takes care of it, his discover card is {card.fillers} and it expires {expiry.month}',
    ],
  }),
  ...familiesOf('card', 'held_out', {
    'misheard in the middle of a mixture': ['C: okay so {card.misheardmixed} is the visa'],
    'read from a screen': ['C: {card.circled} exp {expiry.slash}', 'C: paying with {card.fullwidth}, <${n:100-900}>'],
  }),
  ...familiesOf('ssn', 'development', {
    'with dashes': [
      'C: my social is {ssn.dashed}',
      'C: it is {ssn.dashed}',
      'C: {ssn.dashed} is my social security number, see you <Tuesday the {n:4-19}th at {n:1-5}:30>',
    ],
    'digit by digit': ['C: my social security number is {ssn.spoken}', 'A: Can I have your social?\nC: {ssn.spoken}'],
    'in its groups': ['C: {ssn.groups}', 'C: sure, the social is {ssn.groups}'],
    'written with spaces': ['C: my ssn is {ssn.written}', 'C: social {ssn.spaced}'],
    'doubled digits': ['C: [my|his|her] social is {ssn.doubled}'],
    'two at a time': ['C: social security {ssn.pairs}'],
    'with fillers': ['C: my social is um {ssn.fillers}', 'A: And the social security number?\nC: uh {ssn.fillers}'],
    'over two turns': [
      'A: What is your social security number?\nC: {ssn.spoken:1/3}\nA: Mhm.\nC: {ssn.spoken:2/3}\nA: Go on.\nC: {ssn.spoken:3/3}',
    ],
    'in Spanish': ['C: mi seguro social es {ssn.spanish}', 'A: ¿Su número de seguro social?\nC: es {ssn.spanish}'],
  }),
  ...familiesOf('ssn', 'held_out', {
    'before it is named': ['C: {ssn.spoken}, that is my social', 'C: {ssn.plain} is my social security'],
    corrected: ['C: the social is {ssn.corrected}', 'A: Your social, please?\nC: {ssn.corrected}'],
    'with the reason first': [
      'C: the insurer said you need my social security number for the claim so here it is {ssn.mixed}, and is it <tooth {n:1-32}>',
      'C: I do not like to give it but my social is {ssn.threes}',
    ],
    'read back by the agent': [
      'A: I have your social as {ssn.groups}, correct?\nC: yes',
      'C: my social is {ssn.plain}\nA: So {ssn.dashed}.',
    ],
  }),
  ...familiesOf('bank_account', 'development', {
    'a routing number': [
      'C: my routing number is {routing.plain}',
      'A: What is the routing number?\nC: {routing.spoken}',
      'C: the aba is {routing.threes}',
    ],
    'an account number': [
      'C: my account number is {account.plain}',
      'C: the checking account is {account.spoken}',
      'A: And the account number?\nC: {account.pairs}',
    ],
    'both at once': [
      'C: routing {routing.plain} account number {account.plain}, take <${n:100-900}>',
      'C: the routing number is {routing.spoken} and the account number is {account.spoken}',
    ],
    'an IBAN as written': ['C: {iban.plain}', 'C: my iban is {iban.fours}', 'C: please send it back to {iban.fours}'],
    'an IBAN digit by digit': ['C: it is {iban.spoken}', 'A: What is your IBAN?\nC: {iban.spoken}'],
    'with fillers': ['C: my bank account number is um {account.fillers}'],
    doubled: ['C: my savings account is {account.doubled}', 'A: Your bank account number?\nC: {account.doubled}'],
    'over two turns': ['A: What is the account number?\nC: {account.spoken:1/2}\nA: Mhm.\nC: {account.spoken:2/2}'],
    'in Spanish': [
      'C: mi número de cuenta es {account.spanish}',
      'C: la cuenta bancaria es {account.spanishpairs}',
      'C: el número de ruta es {routing.spanish}',
    ],
  }),
  ...familiesOf('bank_account', 'held_out', {
    'for a refund': [
      'C: could you refund it to my bank, the account number is {account.mixed}, and I will see you <Tuesday at {w:1-5}>',
      'C: you can pay it into {iban.fours}, it was <${n:100-900}>',
    ],
    'named afterwards': [
      'C: {account.spoken} is my checking account',
      'C: {routing.plain}, that is the routing number',
    ],
    corrected: ['C: my account number is {account.corrected}', 'A: And the routing number?\nC: {routing.corrected}'],
    'read back by the agent': [
      'A: I have the account number as {account.spoken}?\nC: yes',
      'A: So routing number {routing.plain}.\nC: right',
    ],
  }),
];
