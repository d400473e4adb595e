import { Talk, text, tool } from '../../../test/support/brain-talk.js';
import { Reception, RECEPTION, type Person } from '../../../test/support/reception.js';

const switchLanguage = tool('switch_language', 'Goes on in another language.', { language: text('') }, ['language']);
const TOOLS = [
  tool('find_slots', 'Finds free times.', { when: text('When, as said.') }, ['when']),
  tool(
    'take_message',
    'Writes down a message for the front desk; a person calls the caller back.',
    { callerName: text(''), message: text(''), phone: text('Only if it is another number.') },
    ['callerName', 'message'],
  ),
  tool('transfer_to_human', 'Connects the caller to a person at the front desk.', { reason: text('') }, ['reason']),
  tool('end_call', 'Ends the call when the caller has said goodbye.', {}),
];
const RESULTS: Record<string, unknown> = {
  switch_language: { switched: true },
  take_message: { written: true, next: 'Tell the caller that somebody will call back.' },
  transfer_to_human: { ok: true },
  end_call: { ending: true },
  find_slots: { slots: [] },
};
const english = (results: Record<string, unknown> = {}) =>
  new Talk(
    [...TOOLS, switchLanguage],
    (name) => ({ ...RESULTS, ...results })[name],
    'If they speak Spanish, use switch_language.',
  );
const spanish = (results: Record<string, unknown> = {}) =>
  new Talk(
    TOOLS,
    (name) => ({ ...RESULTS, ...results })[name],
    'You are the receptionist.\n- Speak Spanish from now on.',
  );

describe('changing the language', () => {
  it.each(['Hola, ¿habla usted español?', 'Quiero una cita, por favor.', 'Do you speak Spanish?'])(
    'is done for who says "%s"',
    (said) => {
      const talk = english();
      talk.hears(said);
      expect(talk.calls).toEqual(['switch_language(es)']);
    },
  );

  it('answers in Spanish what was said before the change', () => {
    const talk = english();
    expect(talk.hears('Hola, buenos días.')).toBe('¡Hola! ¿En qué puedo ayudarle?');
    expect(talk.hears('Quiero dejar un mensaje.')).toBe('¿Cuál es su nombre completo?');
  });

  it('goes back for who goes back', () => {
    const talk = english();
    talk.hears('Hola, buenos días.');
    talk.hears('Sorry, can we go on in English, please?');
    expect(talk.calls).toEqual(['switch_language(es)', 'switch_language(en)']);
  });

  it('is not done for names, for a no, and where there is no tool for it', () => {
    const talk = english();
    for (const said of ['No.', 'Rosa Delgado.', 'I want to leave a message.']) talk.hears(said);
    const without = new Talk(TOOLS, (name) => RESULTS[name]);
    without.hears('Hola, buenos días.');
    expect([...talk.calls, ...without.calls]).toEqual([]);
  });

  it('leaves the conversation in English when it did not work', () => {
    const talk = english({ switch_language: { problem: 'not_spoken', message: 'Spanish is not spoken here.' } });
    expect(talk.hears('Hola, buenos días.')).not.toContain('¡Hola!');
  });
});

const JAVIER: Person = {
  patientId: 'p1',
  name: 'Javier Campos',
  birthDate: '1983-03-04',
  phone: '5125550291',
  visits: [{ appointmentId: 'a1', label: 'Cleaning on Friday, March 5 at 10:00 AM with Marisol Vega' }],
};
const reception = () => new Talk(RECEPTION, new Reception([JAVIER]).run, 'You are the receptionist. Speak Spanish.');

describe('a receptionist who is told to speak Spanish', () => {
  it('books a visit', () => {
    const talk = reception();
    expect(talk.hears('Hola, quiero una cita para una limpieza.')).toBe('¿Qué día y a qué hora le viene bien?');
    expect(talk.hears('El jueves por la mañana.')).toContain('¿Cuál prefiere?');
    talk.hears('La primera, por favor.');
    talk.hears('Me llamo Lucía de la Cruz.');
    expect(talk.hears('No, gracias. Adiós.')).toBe('Gracias por llamar. Adiós.');
    expect(talk.calls.slice(0, 2)).toEqual([
      'find_slots(Cleaning, Thursday in the morning)',
      expect.stringMatching(/^book_appointment\(\w+, Lucía de la Cruz\)$/),
    ]);
  });

  it('finds out who calls before it cancels a visit', () => {
    const talk = reception();
    expect(talk.hears('Buenos días, quiero cancelar mi cita.')).toContain('¿Cuál es su nombre completo?');
    expect(talk.hears('Me llamo Javier Campos.')).toBe('¿Cuál es su fecha de nacimiento?');
    talk.hears('El cuatro de marzo de mil novecientos ochenta y tres.');
    expect(talk.hears('Cinco uno dos, cinco cinco cinco, cero dos nueve uno.')).toBe(
      'Es: cinco uno dos, cinco cinco cinco, cero dos nueve uno. ¿Es correcto?',
    );
    expect(talk.hears('Sí, correcto.')).toContain(
      'Es: Limpieza el viernes 5 de marzo a las 10:00 de la mañana con Marisol Vega. ¿La cancelo?',
    );
    talk.hears('Sí, por favor.');
    expect(talk.calls).toContain('verify_identity(Javier Campos, 1983-03-04, 5125550291)');
    expect(talk.calls.at(-1)).toBe('cancel_appointment(a1)');
  });

  it('looks up what it is asked', () => {
    const talk = reception();
    for (const said of ['Hola, ¿a qué hora abren mañana?', '¿Cuánto cuesta una limpieza?', '¿Dónde puedo estacionar?'])
      talk.hears(said);
    expect(talk.calls).toEqual([
      'clinic_information(hours)',
      'clinic_information(prices, cleaning)',
      'clinic_information(parking)',
    ]);
  });

  it.each([
    ['No puedo respirar bien.', /^transfer_to_human\(emergency/],
    ['Se me cayó una corona.', /^urgent_care\(lost_filling_or_crown\)$/],
    ['Se me rompió un diente.', /^urgent_care\(broken_tooth\)$/],
    ['Me duele mucho la muela.', /^urgent_care\(severe_pain\)$/],
  ])('helps at once who says "%s"', (said, called) => {
    const talk = reception();
    talk.hears(said);
    expect(talk.calls[0]).toMatch(called);
  });

  it('takes a message in the words of the caller, one question at a time', () => {
    const talk = spanish();
    expect(talk.hears('Hola.')).toBe('¡Hola! ¿En qué puedo ayudarle?');
    expect(talk.hears('Quiero dejar un mensaje, por favor.')).toBe('¿Cuál es su nombre completo?');
    expect(talk.hears('Me llamo Rosa Delgado.')).toBe('¿Qué mensaje quiere dejar?');
    expect(talk.hears('Se me cayó una corona.')).toBe(
      'Listo, lo he anotado. Le llamarán pronto. ¿Puedo ayudarle en algo más?',
    );
    expect(talk.hears('No, gracias.')).toBe('Gracias por llamar. Adiós.');
    expect(talk.calls).toEqual(['take_message(Rosa Delgado, Se me cayó una corona.)', 'end_call()']);
  });

  it('takes the message out of the wish, and asks for the number that the tool asks for', () => {
    const talk = spanish({ take_message: { problem: 'phone_needed', message: 'Ask for a phone number.' } });
    expect(talk.hears('Dígale a la doctora que se me rompió un diente. Soy Rosa Delgado.')).toBe(
      '¿A qué número de teléfono le llamamos?',
    );
    talk.hears('512 555 0143.');
    talk.hears('Sí.');
    expect(talk.calls.at(-1)).toContain('5125550143');
  });

  it('asks again what it could not make out, and repeats the question that a listening sound cut', () => {
    const talk = spanish();
    talk.hears('Quiero dejar un mensaje.');
    expect(talk.hears('…')).toBe('Perdón, no le entendí. ¿Cuál es su nombre completo?');
    expect(talk.hearsOver(1, 'Mm-hmm.')).toContain('¿Cuál es su nombre completo?');
    expect(talk.hears('Siga, por favor.')).toContain('¿Cuál es su nombre completo?');
  });

  it('fetches somebody', () => {
    const talk = spanish();
    expect(talk.hears('Quiero hablar con una persona.')).toBe('Un momento, por favor. Le comunico.');
    expect(talk.calls).toHaveLength(1);
  });
});
