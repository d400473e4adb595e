import { Talk, text, tool } from '../../../test/support/brain-talk.js';

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

describe('a receptionist who is told to speak Spanish', () => {
  it('takes a message, one question at a time, and says goodbye', () => {
    const talk = spanish();
    expect(talk.hears('Hola.')).toBe('¡Hola! ¿En qué puedo ayudarle?');
    expect(talk.hears('Necesito una cita para una limpieza.')).toBe(
      'En español solo puedo tomar un mensaje. ¿Quiere dejar un mensaje?',
    );
    expect(talk.hears('Sí, por favor.')).toBe('¿Cuál es su nombre completo?');
    expect(talk.hears('Me llamo Rosa Delgado.')).toBe('¿Qué mensaje quiere dejar?');
    expect(talk.hears('Se me cayó una corona.')).toBe(
      'Listo, he anotado su mensaje. Le llamarán pronto. ¿Puedo ayudarle en algo más?',
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
    expect(talk.calls.at(-1)).toContain('5125550143');
  });

  it('offers a message again only to who does not say no', () => {
    const talk = spanish();
    talk.hears('Quiero una cita.');
    expect(talk.hears('No.')).toBe('¿Puedo ayudarle en algo más?');
    expect(talk.hears('No.')).toBe('Gracias por llamar. Adiós.');
  });

  it('asks again what it could not make out, and repeats the question that a listening sound cut', () => {
    const talk = spanish();
    talk.hears('Quiero dejar un mensaje.');
    expect(talk.hears('…')).toBe('Perdón, no le entendí. ¿Puede repetirlo?');
    talk.hears('Quiero dejar un mensaje.');
    expect(talk.hearsOver(1, 'Mm-hmm.')).toBe('¿Cuál es su nombre completo?');
    expect(talk.hears('Siga, por favor.')).toBe('¿Cuál es su nombre completo?');
  });

  it('fetches somebody', () => {
    const talk = spanish();
    expect(talk.hears('Quiero hablar con una persona.')).toBe('Un momento, por favor. Le comunico.');
    expect(talk.calls).toHaveLength(1);
  });
});
