import { Talk, text, tool } from '../../../test/support/brain-talk.js';
import { respond } from './slot-filling.policy.js';

const endCall = tool('end_call', 'Ends the call when the caller has said goodbye.', {});

describe('at a clinic', () => {
  const CLINIC = [
    tool(
      'find_slots',
      'Finds free appointment times.',
      {
        appointmentType: text(
          'What the visit is for. Cleaning: routine cleaning and polish. New patient exam: first visit. Emergency visit: pain, a broken tooth. Child cleaning: up to the age of 12.',
          { enum: ['Cleaning', 'New patient exam', 'Emergency visit', 'Child cleaning', 'Deep cleaning'] },
        ),
        when: text("When, in the caller's own words, e.g. 'next Tuesday morning'."),
        provider: text('With whom, only if the caller asks for somebody.', {
          enum: ['Dr. Dana Osei', 'Tom Lindqvist'],
        }),
      },
      ['appointmentType', 'when'],
    ),
    tool(
      'book_appointment',
      'Books one of the offered times.',
      {
        slotId: text('The slotId of the offered time.'),
        patientName: text("The patient's first and last name."),
        phone: text('Only if it is another number than the one they call from.'),
      },
      ['slotId', 'patientName'],
    ),
    endCall,
  ];
  const PROMPT = 'You are the receptionist.\nOpening hours: Monday to Friday 8 AM to 5 PM.\nNever give medical advice.';
  const slots = (...times: string[]) => ({ slots: times.map((label, index) => ({ slotId: `s${index}`, label })) });
  const TUESDAY = slots(
    'Tuesday, November 24 at 9:30 AM with Dr. Osei',
    'Tuesday, November 24 at 10:00 AM with Dr. Osei',
    'Tuesday, November 24 at 2:30 PM with Dr. Lindqvist',
  );
  const BOOKED = { booked: true, label: 'Tuesday, November 24 at 9:30 AM with Dr. Osei' };
  const atClinic = (...results: unknown[]) =>
    new Talk(CLINIC, (name) => (name === 'end_call' ? { ending: true } : results.shift()), PROMPT);

  it('finds out what is missing, one question at a time, and books what is chosen', () => {
    const talk = atClinic(TUESDAY, BOOKED);

    expect(talk.hears("Hi, I'd like to make an appointment.")).toBe(
      'Which appointment type would you like? For example Cleaning, New patient exam, or Emergency visit.',
    );
    expect(talk.hears('A new patient exam, please.')).toBe('What day and time would suit you?');
    expect(talk.hears('Next Tuesday morning.')).toBe(
      'Let me have a look. I have Tuesday, November 24 at 9:30 AM with Dr. Osei, Tuesday, November 24 at 10:00 AM with Dr. Osei, or Tuesday, November 24 at 2:30 PM with Dr. Lindqvist. Which one would you like?'.replace(
        /(?<=, )Tuesday, November 24 at (?=10)|(?<=or )Tuesday, November 24 at /g,
        '',
      ),
    );
    expect(talk.hears('The first one.')).toBe("May I have the patient's full name, please?");
    expect(talk.hears("It's Dana Whitfield.")).toBe(
      "You're all set: Tuesday, November 24 at 9:30 AM with Dr. Osei. Is there anything else I can help you with?",
    );
    expect(talk.hears('No, thank you.')).toBe('Thank you for calling. Goodbye.');
    expect(talk.calls).toEqual([
      'find_slots(New patient exam, Next Tuesday morning)',
      'book_appointment(s0, Dana Whitfield)',
      'end_call()',
    ]);
  });

  describe('when the day may be one of two', () => {
    const WHICH = {
      problem: 'ambiguous_date',
      message: 'Ask the question, then use find_slots with the answer.',
      question: 'Do you mean Friday, November 27, or Friday, December 4?',
      readings: ['Friday, November 27', 'Friday, December 4'],
    };

    it.each([
      ['The second one.', 'Friday, December 4'],
      ['December fourth, please.', 'Friday, December 4'],
      ['The twenty-seventh.', 'Friday, November 27'],
      ['This Friday.', 'This Friday'],
      ['No, Monday then.', 'Monday'],
    ])('asks which, and searches for what "%s" means', (answer, when) => {
      const talk = atClinic(WHICH, TUESDAY);
      expect(talk.hears('A cleaning next Friday, please.')).toBe(
        'Let me have a look. Do you mean Friday, November 27, or Friday, December 4?',
      );
      expect(talk.hears(answer)).toContain('Which one would you like?');
      expect(talk.calls).toEqual(['find_slots(Cleaning, next Friday)', `find_slots(Cleaning, ${when})`]);
    });

    it('says the question again to whoever did not hear it', () => {
      const talk = atClinic(WHICH, TUESDAY);
      talk.hears('A cleaning next Friday, please.');
      expect(talk.hears('Could you repeat that?')).toBe('Do you mean Friday, November 27, or Friday, December 4?');
      talk.hears('The first one.');
      expect(talk.calls.at(-1)).toBe('find_slots(Cleaning, Friday, November 27)');
    });
  });

  it('passes on how to prepare for what was booked', () => {
    const talk = atClinic(TUESDAY, { ...BOOKED, preparation: 'Please eat before you come.' });
    talk.hears('A cleaning next Tuesday, please.');
    talk.hears('The first one.');
    expect(talk.hears('Dana Whitfield.')).toContain('Please eat before you come. Is there anything else');
  });

  it('looks for time with somebody who is asked for, and not with one who has the name of the caller', () => {
    const talk = atClinic(TUESDAY, BOOKED);
    talk.hears('I would like a cleaning with Tom next Tuesday.');
    talk.hears('The first one.');
    talk.hears('Dana Osei.');
    expect(talk.calls).toEqual([
      'find_slots(Cleaning, next Tuesday, Tom Lindqvist)',
      'book_appointment(s0, Dana Osei)',
    ]);
  });

  it('takes everything from one sentence, in any order', () => {
    const talk = atClinic(TUESDAY, BOOKED);
    talk.hears('This is Dana Whitfield, next Tuesday would be good, I chipped something and it hurts.');
    talk.hears('Half past two.');

    expect(talk.calls).toEqual(['find_slots(Emergency visit, next Tuesday)', 'book_appointment(s2, Dana Whitfield)']);
  });

  it.each([
    ['The second one, please.', 's1'],
    ['The last one.', 's2'],
    ['Nine thirty works.', 's0'],
    ['Ten.', 's1'],
    ['Can I take the one in the afternoon?', 's2'],
    ['With Doctor Lindqvist, please.', 's2'],
    ["Either is fine, I don't mind.", 's0'],
    ['Number two.', 's1'],
  ])('understands "%s" as a choice', (answer, slotId) => {
    const talk = atClinic(TUESDAY, BOOKED);
    talk.hears("I'm Dana Whitfield and I need a deep cleaning on Tuesday.");
    talk.hears(answer);

    expect(talk.calls.at(-1)).toBe(`book_appointment(${slotId}, Dana Whitfield)`);
  });

  it('takes yes for an answer when there is one time only', () => {
    const talk = atClinic(slots('Friday at 8:00 AM'), BOOKED);

    expect(talk.hears("I'm Dana Whitfield and I need a deep cleaning on Friday.")).toContain(
      'I have Friday at 8:00 AM. Does that work for you?',
    );
    talk.hears('Yes, that works.');
    expect(talk.calls.at(-1)).toBe('book_appointment(s0, Dana Whitfield)');
  });

  it('narrows down what was not said precisely enough', () => {
    const talk = atClinic(TUESDAY);
    talk.hears('A deep cleaning on Tuesday, please.');

    expect(talk.hears('The morning would be better.')).toBe(
      'I have Tuesday, November 24 at 9:30 or 10:00 AM with Dr. Osei. Which one would you like?',
    );
    expect(talk.calls).toHaveLength(1);
  });

  it.each([
    ['No, Wednesday.', 'Wednesday morning'],
    ['Actually, Thursday afternoon instead.', 'Thursday afternoon'],
    ['Sorry, I meant the 26th of November.', '26th of November morning'],
    ['Do you have anything later?', 'Tuesday November 24 after 2:30 PM'],
    ['Too late for me. Something earlier?', 'Tuesday November 24 before 9:30 AM'],
    ['Is there something on Friday at nine?', 'Friday at nine'],
  ])('searches again after "%s"', (change, when) => {
    const talk = atClinic(TUESDAY, TUESDAY);
    talk.hears('A deep cleaning on Monday morning, please.');
    talk.hears(change);

    expect(talk.calls).toEqual(['find_slots(Deep cleaning, Monday morning)', `find_slots(Deep cleaning, ${when})`]);
  });

  it('lets the caller change the mind after choosing', () => {
    const talk = atClinic(TUESDAY, slots('Wednesday at 3:00 PM'), BOOKED);
    talk.hears('A deep cleaning on Tuesday, please.');
    talk.hears('The first one.');
    expect(talk.hears('Oh wait, Wednesday is better.')).toContain('I have Wednesday at 3:00 PM.');
    talk.hears('Yes.');
    talk.hears('Dana Whitfield.');

    expect(talk.calls.at(-1)).toBe('book_appointment(s0, Dana Whitfield)');
  });

  it('asks anew when nothing that was offered will do', () => {
    const talk = atClinic(TUESDAY, TUESDAY);
    talk.hears('A deep cleaning on Tuesday, please.');

    expect(talk.hears('No, none of those.')).toBe('All right. What day and time would suit you?');
    talk.hears('Friday.');
    expect(talk.calls.at(-1)).toBe('find_slots(Deep cleaning, Friday)');
  });

  it('offers what a failed booking came back with', () => {
    const taken = {
      problem: 'slot_taken',
      message: 'That time is gone. Offer the others.',
      ...slots('Tuesday at 11:00 AM', 'Tuesday at 4:00 PM'),
    };
    const talk = atClinic(TUESDAY, taken, BOOKED);
    talk.hears("I'm Dana Whitfield and I need a deep cleaning on Tuesday.");

    expect(talk.hears('The second one.')).toBe(
      'That time is gone. I have Tuesday at 11:00 AM or 4:00 PM. Which one would you like?',
    );
    talk.hears('Four.');
    expect(talk.calls.at(-1)).toBe('book_appointment(s1, Dana Whitfield)');
  });

  it('offers the others again when one can not be booked for another reason', () => {
    const talk = atClinic(TUESDAY, { problem: 'time_conflict', message: 'The dentist is ill that day.' }, BOOKED);
    talk.hears("I'm Dana Whitfield and I need a deep cleaning on Tuesday.");

    expect(talk.hears('The last one.')).toBe(
      'The dentist is ill that day. I have Tuesday, November 24 at 9:30 or 10:00 AM with Dr. Osei. Which one would you like?',
    );
  });

  it('follows what a tool asks it to ask for, and does not read it out', () => {
    const talk = atClinic(
      TUESDAY,
      { problem: 'name_incomplete', message: 'Ask for the first and the last name.' },
      BOOKED,
    );
    talk.hears("It's a deep cleaning, on Tuesday.");
    talk.hears('The first one.');

    expect(talk.hears('Dana.')).toBe("May I have the patient's full name, please?");
    talk.hears('Dana Whitfield.');
    expect(talk.calls.slice(1)).toEqual(['book_appointment(s0, Dana)', 'book_appointment(s0, Dana Whitfield)']);
  });

  it('asks for an optional value when the tool turns out to need it', () => {
    const talk = atClinic(
      TUESDAY,
      { problem: 'phone_needed', message: 'Ask for a phone number with area code.' },
      BOOKED,
    );
    talk.hears("I'm Dana Whitfield and I need a deep cleaning on Tuesday.");

    expect(talk.hears('The first one.')).toBe('What phone number should I write down?');
    expect(talk.hears('Five five five, oh one four, double two one three.')).toBe(
      'That is five five five, zero one four, two two one three. Is that right?',
    );
    talk.hears('Yes, it is.');
    expect(talk.calls.at(-1)).toBe('book_appointment(s0, Dana Whitfield, 5550142213)');
  });

  it('says why a search failed and asks for another time', () => {
    const talk = atClinic({ problem: 'closed', message: 'We are closed on Sundays.' });

    expect(talk.hears('A deep cleaning on Sunday, please.')).toBe(
      'Let me have a look. We are closed on Sundays. What day and time would suit you?',
    );
  });

  it('passes on a note that comes with the options', () => {
    const talk = atClinic({
      note: 'Nothing is free on that day. These are the nearest.',
      ...slots('Monday at 8:00 AM'),
    });

    expect(talk.hears('A deep cleaning tomorrow, please.')).toContain(
      'Nothing is free on that day. These are the nearest. I have Monday at 8:00 AM.',
    );
  });

  it('takes the choice that is named most fully', () => {
    const talk = atClinic(TUESDAY);

    expect(talk.hears("I'd like a visit for some cleaning for the child, on Tuesday.")).toContain('I have');
    expect(talk.calls).toEqual(['find_slots(Child cleaning, Tuesday)']);
  });

  it('says again what it said', () => {
    const talk = atClinic();
    const question = talk.hears('I would like an appointment.');

    expect(talk.hears('Sorry, what did you say?')).toBe(question);
  });

  it('asks to repeat what could not be made out, and uses what could', () => {
    const talk = atClinic();

    expect(talk.hears('… …')).toBe("Sorry, I didn't catch that. Could you say it again?");
    expect(talk.hears('A deep … please')).toBe('What day and time would suit you?');
  });

  it('says what it can not do and what it can, then returns to its question', () => {
    const talk = atClinic();

    expect(talk.hears('Can you order me a pizza?')).toBe(
      "I'm sorry, I can't help with that. I can find slots or book an appointment.",
    );
    talk.hears('A deep cleaning then.');
    expect(talk.hears('How much is that?')).toBe(
      "I'm sorry, I can't help with that. I can find slots or book an appointment. What day and time would suit you?",
    );
  });

  it('answers from the prompt what stands there as a fact', () => {
    expect(atClinic().hears('When are you open?')).toBe('Opening hours: Monday to Friday 8 AM to 5 PM.');
  });

  it('does not book when it is asked to cancel', () => {
    const talk = atClinic();

    expect(talk.hears('I need to cancel my appointment.')).toMatch(/can't help with that/);
    expect(talk.calls).toEqual([]);
  });

  it('drops a wish that the caller gives up, and forgets what belonged to it', () => {
    const talk = atClinic(TUESDAY);
    talk.hears('A deep cleaning on Tuesday, please.');

    expect(talk.hears('Never mind.')).toBe('No problem. Is there anything else I can help you with?');
    expect(talk.hears('Yes, an appointment.')).toMatch(/^Which appointment type/);
  });

  it.each([
    ['Good morning.', 'Hello! How can I help you today?'],
    ['Thank you so much.', "You're welcome. Is there anything else I can help you with?"],
    ['Okay.', 'Of course. How can I help you today?'],
    ['Goodbye.', 'Thank you for calling. Goodbye.'],
  ])('answers "%s"', (said, reply) => {
    expect(atClinic().hears(said)).toBe(reply);
  });

  it('hangs up again when the caller takes leave twice', () => {
    const talk = atClinic();
    talk.hears("That's all, bye.");
    talk.hears('Bye bye.');

    expect(talk.calls).toEqual(['end_call()', 'end_call()']);
  });

  it('goes on from a history alone, also from one that somebody else spoke', () => {
    const talk = atClinic(BOOKED);
    const search = { appointmentType: 'Deep cleaning', when: 'Tuesday' };
    talk.history.push(
      { kind: 'call', name: 'find_slots', argumentsJson: JSON.stringify(search), resultJson: JSON.stringify(TUESDAY) },
      { kind: 'user', text: 'The second one' },
      { kind: 'agent', text: 'Sorry about that. And your name is?' },
    );
    talk.hears('Dana Whitfield.');

    expect(talk.calls).toEqual(['book_appointment(s1, Dana Whitfield)']);
  });

  it('answers a turn that comes again, word for word, with what was found out meanwhile', () => {
    const asked = { kind: 'user', text: 'A new patient exam next Tuesday morning, please.' } as const;
    const talk = atClinic(TUESDAY);
    const answer = talk.hears(asked.text);
    const unanswered = talk.history.slice(0, talk.history.findIndex(({ kind }) => kind === 'call') + 1);
    const step = respond({ prompt: PROMPT, tools: CLINIC, history: [...unanswered, asked] });
    expect(step).toMatchObject({ kind: 'say' });
    expect(answer).toContain(step.kind === 'say' ? step.sentences[0] : '');
  });

  it('does not try the same call twice in one turn', () => {
    const talk = atClinic('', '', '');
    talk.hears('A deep cleaning on Tuesday, please.');

    expect(talk.calls).toHaveLength(1);
  });
});

it('begins with the words that its prompt wants said first, once somebody has spoken', () => {
  const prompt = 'You are a garage.\nFirst words: Your car is ready. When will you come?';
  const asked = { kind: 'user', text: 'Hello?' } as const;
  const words = 'Your car is ready. When will you come?';
  expect(respond({ prompt, tools: [], history: [asked] })).toEqual({ kind: 'say', sentences: [words] });
  const later = respond({ prompt, tools: [], history: [asked, { kind: 'agent', text: words }, asked] });
  expect(later).not.toEqual({ kind: 'say', sentences: [words] });
});

it('has nothing to say before anybody has spoken, nor after itself', () => {
  expect(respond({ prompt: '', tools: [], history: [] })).toEqual({ kind: 'say', sentences: [] });
  expect(respond({ prompt: '', tools: [], history: [{ kind: 'agent', text: 'Hello.' }] })).toEqual({
    kind: 'say',
    sentences: [],
  });
});
