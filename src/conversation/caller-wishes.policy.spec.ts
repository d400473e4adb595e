import {
  asksForMore,
  asksForSecrets,
  didNotUnderstand,
  objectsToRecording,
  takesLeave,
  wantsAPerson,
} from './caller-wishes.policy.js';

describe('wanting a person', () => {
  it.each([
    'Representative.',
    'Operator, please!',
    'Can I talk to a real person?',
    "I'd like to speak with someone at the front desk.",
    'Just get me a human being.',
    'Please transfer me to the front desk.',
    'I need to speak to a manager.',
    'Quiero hablar con una persona, por favor.',
    'Recepción, por favor.',
  ])('is heard in “%s”', (text) => expect(wantsAPerson(text)).toBe(true));

  it.each([
    'Are you a real person?',
    'I need to talk to my husband first.',
    'Can the human body reject an implant?',
    'My desk is in front of the operator room.',
    'I want to speak about my cleaning.',
    'Quisiera hablar de una limpieza para una persona mayor.',
  ])('is not heard in “%s”', (text) => expect(wantsAPerson(text)).toBe(false));
});

describe('objecting to the recording', () => {
  it.each([
    "Please don't record this.",
    'No recording, please.',
    "I'd rather not be recorded.",
    'Stop recording.',
    'No me grabe, por favor.',
  ])('is heard in “%s”', (text) => expect(objectsToRecording(text)).toBe(true));
  it.each(['No, a cleaning.', 'My records are at the other office.', 'Is this recorded?'])(
    'is not heard in “%s”',
    (text) => expect(objectsToRecording(text)).toBe(false),
  );
});

it('knows a receptionist who did not understand', () => {
  expect(didNotUnderstand("I'm sorry, I didn't catch that.")).toBe(true);
  expect(didNotUnderstand('Sorry, could you say that again?')).toBe(true);
  expect(didNotUnderstand('Lo siento, no entendí. ¿Puede repetirlo?')).toBe(true);
  expect(didNotUnderstand("You're all set for Tuesday.")).toBe(false);
});

it('knows a question whose answer is nobody else’s business', () => {
  expect(asksForSecrets('And what is your date of birth?')).toBe(true);
  expect(asksForSecrets('Could I have your member ID?')).toBe(true);
  expect(asksForSecrets("May I have the patient's full name?")).toBe(false);
});

describe('a goodbye', () => {
  it.each([
    'Okay, thanks, bye.',
    "I'm calling 911 now.",
    "We're on our way to the emergency room.",
    "I'll take him to the ER right now",
    "That's all, thank you.",
    'No, gracias.',
    'Vamos al hospital. Adiós.',
  ])('is heard in: %s', (text) => expect(takesLeave(text, false)).toBe(true));

  it.each(['Should I call 911?', 'Please do not hang up!', 'No.', 'Can you book me in?', 'Is the hospital close?'])(
    'is not heard in: %s',
    (text) => expect(takesLeave(text, false)).toBe(false),
  );

  it('is a "no" to whether there is anything else', () => {
    expect(asksForMore('Is there anything else I can do for you?')).toBe(true);
    expect(takesLeave('No, I am fine.', true)).toBe(true);
    expect(takesLeave('Yes, one thing.', true)).toBe(false);
  });
});
