import { optOutIn } from './opt-out.policy.js';

/** One a line. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const OPT_OUTS = lines(`
  STOP
  Stop please
  stop.
  STOP!!!
  please stop
  Stop stop stop
  stop it
  Pls stop thx
  sTopp
  S T O P
  🛑
  Can you stop?
  I said stop
  stop texting
  please stop texting me
  Stop texting me!
  Stop messaging this number.
  could you please stop sending me messages
  stop sending these texts
  stop sending me all these reminders please
  Quit texting me
  quit it
  stop texting and calling me
  please stop contacting me
  stop bothering me already
  stop all texts
  stop the reminders
  end texts
  cancel texts
  Cancel my subscription
  turn off notifications
  no more texts
  No more text messages, please.
  no more
  no texts
  do not text me
  Don't text me anymore
  dont text this number again
  Do not contact me
  never text me again
  don't send me any more messages
  I don't want any more texts
  i do not want to receive text messages from you
  I no longer wish to get these reminders
  I don't want to hear from you
  I don't want to be contacted anymore
  unsubscribe me
  Unsubscribe please
  I want to unsubscribe
  how do I unsubscribe from these texts
  unsub
  opt-out
  I'd like to opt out
  opt me out of texts
  remove me
  Please remove me from your list
  take me off your texting list
  delete my number
  Remove my number from your system
  leave me alone
  lose my number
  go away
  enough already
  I revoke my consent
  wrong number stop
  Wrong number
  Sorry, you have the wrong number
  This is the wrong person
  Stop texting me, I moved to Texas
  stop texting me and cancel my appointment
  Stop texting me so early in the morning!!
  Thanks for everything. Please no more messages.
  ALTO
  Alto por favor
  Baja
  BASTA
  ya basta
  Pare
  paren por favor
  no más
  no más mensajes
  deja de enviarme mensajes
  Por favor dejen de mandarme mensajes
  dejen de escribirme
  no me escriban más
  No me manden más mensajes por favor
  ya no me escriban
  no me envíen mensajes
  no me molesten
  ya no quiero mensajes
  No quiero recibir más mensajes de ustedes
  ya no deseo recibir recordatorios
  no quiero que me escriban
  cancelar suscripción
  Cancelen la suscripción
  cancelar mensajes
  quiero darme de baja
  Denme de baja por favor
  desuscribirme
  quítenme de su lista
  Borren mi número
  déjenme en paz
  número equivocado
  Se equivocó de número
`);

const OTHERS = lines(`
  please stop by at five?
  don't stop, see you
  can we cancel the appointment
  I can't stop bleeding
  no more pain, thanks
  Can I stop by to pick up my retainer
  I'll stop in after work
  When can I stop wearing my retainer?
  Should I stop taking blood thinners?
  can I stop?
  Can I stop the antibiotics now
  I had to stop taking ibuprofen
  The bleeding won't stop
  it finally stopped
  the pain will not go away
  Is there a bus stop near you
  I want to quit smoking before the implant
  I quit my job and have new insurance
  Is parking at the end of the street?
  see you at the end of the month
  Please don't stop the reminders, they help
  do not stop texting me
  Don't text me after 9pm please
  Do not call my husband about this
  please don't call before noon
  Text me instead of calling
  I did not get any texts
  no text came yet about my visit
  No reminders this time? I almost forgot
  Why do I get so many messages?
  Who is this
  What happens if I reply STOP?
  Liked “Test Dental: your visit is booked. Reply C to confirm. Reply STOP to opt out.”
  Reply STOP to opt out
  cancel my appointment
  Cancel the cleaning but keep the checkup
  please cancel and rebook for June
  take me off the waiting list
  Remove me from the waitlist please
  Can you remove my stitches Friday
  Delete my 3pm appointment
  unsubscribe from what?
  Can I opt out of x-rays
  opt out of the fluoride please
  I gave you the wrong number, mine is 512 555 0143
  You have the wrong number on file for my wife
  Is this the wrong number for billing?
  Leave me a voicemail
  leave me the 9am slot
  no more appointments on Mondays
  No more than 100 dollars please
  I don't want this appointment
  I do not want the implant
  I don't want to wait that long
  do not send the bill to my old address
  don't contact my insurance yet
  I don't need a reminder card
  The numbing went away, no more
  enough time to park?
  not interested in whitening
  ok thanks
  No
  yes please
  Running late, be there in ten
  My number changed, please update
  Tengo la presión alta, baja con la medicina
  Me duele abajo, más baja que alta
  Llego para las tres
  para mañana por favor
  ya no me duele
  No me duele más, gracias
  no quiero la cita del lunes
  Ya no quiero el implante
  quiero cancelar mi cita
  cancelar
  No puedo parar de sangrar
  la sangre no para
  ¿Dónde hay una parada?
  Dejen un mensaje con mi esposo
  no me llamen antes de las nueve
  Quítenme de la lista de espera
  ¿Qué número equivocado tienen?
  Mándenme más mensajes con la dirección
  No recibí sus mensajes
  cuál es la dirección
  me pueden sacar la muela
`);

it('is looked for in enough wordings, and in as many that are none', () => {
  expect(OPT_OUTS.length).toBeGreaterThanOrEqual(60);
  expect(OTHERS.length).toBeGreaterThanOrEqual(60);
});

it.each(OPT_OUTS)('is read in "%s"', (body) => {
  expect(optOutIn(body)).toMatchObject({ texts: true });
});

it.each(OTHERS)('is not read in "%s"', (body) => {
  expect(optOutIn(body)).toBeNull();
});

it.each([
  ['stop texting me and cancel my appointment', true],
  ['Stop texting me, I moved to Texas', true],
  ['Thanks for everything. Please no more messages.', true],
  ['Please stop texting me, thank you!', false],
  ['Hola. Por favor, no me escriban más. Gracias', false],
  ['wrong number stop', false],
])('tells whether "%s" says more: %s', (body, saysMore) => {
  expect(optOutIn(body)).toMatchObject({ saysMore });
});

it.each([
  ['stop calling me', { texts: false, calls: true }],
  ['no me llamen más', { texts: false, calls: true }],
  ['stop texting me. Stop calling me.', { texts: true, calls: true }],
  ['Do not contact me', { texts: true, calls: true }],
  ['déjenme en paz', { texts: true, calls: true }],
  ['stop texting me', { texts: true, calls: false }],
])('takes "%s" for what it is about', (body, about) => {
  expect(optOutIn(body)).toMatchObject(about);
});

it.each([
  ['no more texts', 'en'],
  ['ya no quiero mensajes', 'es'],
])('knows the language of "%s"', (body, language) => {
  expect(optOutIn(body)).toMatchObject({ language });
});

it('knows who is not the one that was meant', () => {
  expect(optOutIn('wrong number stop')).toMatchObject({ isWrongNumber: true });
  expect(optOutIn('stop texting me')).toMatchObject({ isWrongNumber: false });
});

it.each(['stop ', 'no more ', 'stop texting me and ', 'do not want ', 'por favor ', 'no me ', ', ', 'quit it '])(
  'is looked for in "%s" over and over, in time that grows with the text',
  (piece) => {
    expect(() => optOutIn(piece.repeat(1600 / piece.length))).not.toThrow();
  },
);
