import { Talk, text, tool } from '../../../test/support/brain-talk.js';
import { respond } from './slot-filling.policy.js';

const TOOLS = [
  tool('find_slots', 'Finds free times.', { when: text('When, as said.') }, ['when']),
  tool('book_appointment', 'Books one of the offered times.', { slotId: text(''), patientName: text('') }, [
    'slotId',
    'patientName',
  ]),
  tool('end_call', 'Ends the call when the caller has said goodbye.', {}),
];
const RESULTS: Record<string, unknown> = {
  find_slots: { slots: [{ slotId: 's0', label: 'Monday at 9:00 AM' }] },
  book_appointment: { booked: true, label: 'Monday at 9:00 AM' },
  end_call: { ending: true },
};
const OFFER = 'I have Monday at 9:00 AM. Does that work for you?';
const atClinic = (prompt = '') => new Talk(TOOLS, (name) => RESULTS[name], prompt);

describe('a caller who shows that they listen', () => {
  it.each(['Mm-hmm.', 'Uh-huh.', 'Okay.', 'Mm.', 'Right, okay.'])(
    'with "%s" over an offer hears it again, and has accepted nothing',
    (said) => {
      const talk = atClinic();
      expect(talk.hears('I want to book a time on Monday.')).toContain(OFFER);

      expect(talk.hearsOver(1, said)).toBe(OFFER);
      expect(talk.hears('Yes, please.')).toBe("May I have the patient's full name, please?");
    },
  );

  it('is the same as one who asks the agent to go on', () => {
    const talk = atClinic();
    talk.hears('I want to book a time on Monday.');

    expect(talk.hears('Please go on.')).toBe(OFFER);
  });

  it('has not given it as a name', () => {
    const talk = atClinic();
    talk.hears('I want to book a time on Monday.');
    talk.hears('Yes, please.');
    expect(talk.hearsOver(1, 'Okay.')).toBe("May I have the patient's full name, please?");
    talk.hears('Dana Whitfield.');

    expect(talk.calls.at(-1)).toBe('book_appointment(s0, Dana Whitfield)');
  });

  it('hears how a booking went although that was cut', () => {
    const talk = atClinic();
    talk.hears('I want to book a time on Monday. My name is Dana Whitfield.');
    talk.hears('Yes, please.');

    expect(talk.hearsOver(1, 'Mm-hmm.')).toBe(
      "You're all set: Monday at 9:00 AM. Is there anything else I can help you with?",
    );
    expect(talk.calls.filter((call) => call.startsWith('book'))).toHaveLength(1);
  });

  it('makes the search go on that was cut', () => {
    const talk = atClinic();
    talk.hears('I want to book a time on Monday.');
    talk.history.splice(2); // nothing but the lead was said, and the search was called off

    expect(talk.hearsOver(1, 'Okay.')).toContain(OFFER);
  });

  it('is asked what they want when the greeting was cut', () => {
    const talk = atClinic();
    talk.history.push({ kind: 'agent', text: 'Thank you for calling.' });

    expect(talk.hearsOver(1, 'Mm-hmm.')).toBe('How can I help you today?');
  });

  it('agrees with the same word when the question was heard to its end', () => {
    const talk = atClinic();
    talk.hears('I want to book a time on Monday.');

    expect(talk.hears('Mm-hmm.')).toBe("May I have the patient's full name, please?");
  });
});

describe('a conversation that is told what was done before', () => {
  const wish = { kind: 'user', text: 'I want to book a time on Monday. My name is Dana Whitfield.' } as const;
  const withPrompt = (prompt: string) => respond({ prompt, tools: TOOLS, history: [wish] });

  it.each([
    [
      '- book_appointment: Monday at 9:00 AM is booked for Dana Whitfield',
      'Monday at 9:00 AM is booked for Dana Whitfield.',
    ],
    ['- find_slots: two times found\n- book_appointment (s0): done', 'That is already done.'],
    [
      '* book_appointment {"slotId":"s0"} -> {"booked":true,"message":"Monday at nine is yours."}',
      'Monday at nine is yours.',
    ],
  ])('does not book again after %s', (listing, words) => {
    const step = withPrompt(`You are the receptionist.\n\nDone in this call so far:\n${listing}\n\nBe brief.`);

    expect(step).toEqual({ kind: 'say', sentences: [words, 'Is there anything else I can help you with?'] });
  });

  it('believes a message of the conversation as well', () => {
    const told = { kind: 'agent', text: 'Done in this call so far: book_appointment: Monday is booked now' } as const;
    const step = respond({ prompt: '', tools: TOOLS, history: [told, wish] });

    expect(step).toMatchObject({ kind: 'say', sentences: ['Monday is booked now.', expect.anything()] });
  });

  it.each([
    'Done in this call so far:\n- find_slots: two times found',
    'Done in this call so far:\n- book_appointment: failed, the time was taken',
    'Done in this call so far:\n- book_appointment {} -> {"problem":"slot_taken"}',
    'Done in this call so far:\n\n- Use book_appointment for bookings.',
  ])('books what is not among it: %s', (prompt) => {
    expect(withPrompt(prompt)).toMatchObject({ kind: 'call', calls: [{ name: 'find_slots' }] });
  });

  it('books a second time for somebody who wants a second one', () => {
    const history = [{ ...wish, text: 'I want to book another time on Monday. My name is Dana Whitfield.' }];
    const prompt = 'Done in this call so far:\n- book_appointment: Monday at 9:00 AM is booked';

    expect(respond({ prompt, tools: TOOLS, history })).toMatchObject({ kind: 'call' });
  });
});
