import { Talk } from '../../../test/support/brain-talk.js';
import { RECEPTION, Reception, type Person } from '../../../test/support/reception.js';

const IVO: Person = {
  patientId: 'p1',
  name: 'Ivo Brandt',
  birthDate: '1970-12-01',
  phone: '5125550188',
  visits: [{ appointmentId: 'a1', label: 'Cleaning on Friday, March 5 at 10:00 AM with Marisol Vega' }],
};
type Answers = ConstructorParameters<typeof Reception>[1];
const talking = (answers: Answers = {}) => new Talk(RECEPTION, new Reception([IVO], answers).run);
const WHO = "I'm Ivo Brandt, born December 1, 1970, my number is 512 555 0188.";

describe('several wishes in one sentence', () => {
  it('are answered at once where nothing is missing, and otherwise one after the other', () => {
    const talk = talking();
    const first = talk.hears(
      `Please cancel my Friday visit and book a cleaning for next Monday; and do you take Delta Dental? ${WHO}`,
    );
    expect(first).toContain('As listed for insurance.');
    expect(talk.hears('Yes.')).toMatch(/Shall I cancel it\?$/);
    expect(talk.hears('Yes.')).toMatch(
      /^That is cancelled: .* I have next Monday at 9:00 AM, .* Which one would you like\?$/,
    );
    expect(talk.hears('The first one.')).toMatch(/Is there anything else I can help you with\?$/);
    expect(talk.calls).toEqual([
      'clinic_information(insurance, Delta Dental)',
      'list_appointments()',
      'verify_identity(Ivo Brandt, 1970-12-01, 5125550188)',
      'list_appointments()',
      'cancel_appointment(a1)',
      'find_slots(Cleaning, next Monday)',
      'book_appointment(s10, Ivo Brandt, 5125550188, 1970-12-01, p1)',
    ]);
  });

  it('may all be questions', () => {
    const talk = talking();
    expect(talk.hears('Do you take Aetna, and where do I park?')).toBe(
      'As listed for insurance. As listed for parking. Is there anything else I can help you with?',
    );
  });

  it('come back after something in between', () => {
    const talk = talking();
    talk.hears(`I'd like a cleaning next week. ${WHO}`);
    talk.hears('When is my current appointment?');
    expect(talk.hears('Yes.')).toMatch(
      /You have Cleaning on Friday.* I have next week at .* Which one would you like\?$/,
    );
    talk.hears('The last one.');
    expect(talk.calls.at(-1)).toMatch(/^book_appointment\(s12, /);
  });
});

describe('a question in the middle', () => {
  it('is answered, and the conversation goes on where it was', () => {
    const talk = talking();
    talk.hears('I want a cleaning.');
    expect(talk.hears('How much is that?')).toBe('As listed for prices. What day and time would suit you?');
    expect(talk.hears('Next Tuesday. And are you open on Saturdays?')).toBe(
      'Let me have a look. As listed for hours. I have Next Tuesday at 9:00 AM, 10:00 AM, or 2:00 PM with Marisol Vega. Which one would you like?',
    );
    expect(talk.calls.slice(1)).toEqual(['clinic_information(hours)', 'find_slots(Cleaning, Next Tuesday)']);
  });

  it.each([
    ['Do you have parking?', 'clinic_information(parking)'],
    ['How do I get there?', 'clinic_information(directions)'],
    ['Where are you located?', 'clinic_information(address)'],
    ['What are your hours?', 'clinic_information(hours)'],
    ['First, what does a filling cost?', 'clinic_information(prices, filling)'],
    ['How much would a deep cleaning be?', 'clinic_information(prices, deep cleaning)'],
    ['How much is a crown?', 'clinic_information(prices, crown)'],
    ['Does Delta Dental cover crowns?', 'clinic_information(insurance, Delta Dental)'],
    ['Who are your dentists?', 'clinic_information(team)'],
    ['Can I eat before a filling?', 'answer_question(Can I eat before a filling?)'],
  ])('"%s" is looked up', (question, call) => {
    const talk = talking();
    talk.hears(question);
    expect(talk.calls).toEqual([call]);
  });

  it('that nobody can answer is left for the desk, if the caller likes', () => {
    const talk = talking();
    talk.hears('A cleaning, please. My name is Ivo Brandt.');
    expect(talk.hears('Do you offer payment plans?')).toBe(
      "I'm sorry, I don't know that. Would you like to leave a message for the desk?",
    );
    expect(talk.hears('Yes, please.')).toBe('Somebody will call back. What day and time would suit you?');
    expect(talk.calls.at(-1)).toBe('take_message(Ivo Brandt, Do you offer payment plans?, question)');
  });

  it('is put to another tool when one does not know', () => {
    const unlisted = { problem: 'not_listed', message: 'That is not on file. Use answer_question.' };
    const talk = talking({
      clinic_information: () => unlisted,
      answer_question: () => ({ answer: 'Behind the house.' }),
    });
    expect(talk.hears('Where can I park?')).toBe('Behind the house. Is there anything else I can help you with?');
  });

  it('is asked about when it is open, and about what was spoken of otherwise', () => {
    const which = { problem: 'about_needed', message: 'Ask for which treatment, then use clinic_information again.' };
    const talk = talking({
      clinic_information: ({ about }) => (about === undefined ? which : { answer: 'It is ninety.' }),
    });
    expect(talk.hears('What do you charge?')).toBe('For which treatment?');
    expect(talk.hears('A crown.')).toBe('It is ninety. Is there anything else I can help you with?');
    talk.hears('I want a cleaning.');
    talk.hears('How much is that?');
    expect(talk.calls.slice(1)).toEqual(['clinic_information(prices, crown)', 'clinic_information(prices, Cleaning)']);
  });

  it('tells what a wish without a name for it is about', () => {
    const talk = talking();
    talk.hears('How much is a cleaning?');
    talk.hears('OK, book me one for Tuesday.');
    expect(talk.calls.at(-1)).toBe('find_slots(Cleaning, Tuesday)');
  });
});

describe('something urgent', () => {
  it('comes first, with the advice before any time', () => {
    const talk = talking();
    expect(talk.hears('My tooth got knocked out!')).toMatch(
      /^Keep the tooth in milk\. I have .* Which one would you like\?$/,
    );
    talk.hears('The first one.');
    talk.hears('Ivo Brandt.');
    expect(talk.calls).toEqual(['urgent_care(knocked_out_tooth)', 'book_appointment(s10, Ivo Brandt)']);
  });

  it('goes to a person when that is what the tool says', () => {
    const help = { advice: 'Press on it.', next: 'Use transfer_to_human, reason emergency.' };
    const talk = talking({ urgent_care: () => help });
    expect(talk.hears('My gums are bleeding badly.')).toBe('Press on it.');
    expect(talk.calls[1]).toMatch(/^transfer_to_human\(emergency, /);
  });

  it('is left to the desk when that is what the caller wants', () => {
    const talk = talking();
    talk.hears('Can you tell the doctor that my crown came off? This is Ivo Brandt.');
    expect(talk.calls).toEqual([expect.stringMatching(/^take_message\(Ivo Brandt, /)]);
  });

  it('is not what was long ago', () => {
    const talk = talking();
    talk.hears('I had a toothache last year. A cleaning, please.');
    expect(talk.calls).toEqual([]);
  });
});

describe('turns that bring nothing', () => {
  it.each([
    'Um... let me think.',
    'One second — no, Timmy, put that down.',
    'Hold on, let me check my calendar.',
    'Hmm.',
  ])('are waited for: "%s"', (said) => {
    const talk = talking();
    talk.hears('I need a filling.');
    expect(talk.hears(said)).toBe('Of course, take your time.');
    talk.hears('Thursday.');
    expect(talk.calls).toEqual(['find_slots(Filling, Thursday)']);
  });

  it.each(['Am I talking to a real person?', 'Are you a robot?', 'Is this an AI?'])(
    '"%s" gets a plain answer',
    (said) => {
      const talk = talking();
      talk.hears('I need a filling.');
      expect(talk.hears(said)).toBe("I'm a virtual assistant: an AI, not a person. What day and time would suit you?");
      expect(talk.calls).toEqual([]);
    },
  );

  it('are nothing but manner when they say something, too', () => {
    const talk = talking();
    talk.hears('Uh, hello, I think I need a cleaning.');
    talk.hears("Um, let me see, maybe, I don't know, what about Thursday?");
    expect(talk.calls).toEqual(['find_slots(Cleaning, Thursday)']);
  });

  it('are apologised for once', () => {
    const talk = talking();
    talk.hears('I need a filling.');
    expect(talk.hears('This is so frustrating!')).toMatch(
      /^I'm very sorry .* person, .* What day and time would suit you\?$/,
    );
    expect(talk.hears('I already told you, unbelievable.')).toBe('What day and time would suit you?');
  });
});

describe('corrections', () => {
  it('replace what they correct, and nothing else', () => {
    const talk = talking();
    talk.hears('I want a filling on Tuesday.');
    talk.hears('No, I mean a cleaning.');
    talk.hears('No, Thursday.');
    expect(talk.calls).toEqual([
      'find_slots(Filling, Tuesday)',
      'find_slots(Cleaning, Tuesday)',
      'find_slots(Cleaning, Thursday)',
    ]);
  });

  it('are not made by somebody who keeps what they have', () => {
    const talk = talking();
    talk.hears(`Can I move my cleaning to this Thursday? ${WHO}`);
    expect(talk.hears('Yes.')).toContain('I have this Thursday');
    expect(talk.hears('No, never mind, I will keep the one that I have.')).toMatch(/^No problem\./);
    expect(talk.hears('No, thank you.')).toContain('Goodbye');
    expect(talk.calls.at(-2)).toBe('find_slots(Cleaning, this Thursday, a1)');
  });

  it('put a name right', () => {
    const talk = talking();
    talk.hears('A filling on Tuesday. My name is Maria Jones.');
    talk.hears('Not Maria, Mariah.');
    talk.hears('The first one.');
    expect(talk.calls.at(-1)).toBe('book_appointment(s10, Mariah Jones)');
  });
});

describe('what results say', () => {
  it('about a waiting list is offered, and what is known goes there', () => {
    const full = {
      problem: 'nothing_free',
      message: 'No time is free. Offer the waiting list, or that the desk calls back.',
    };
    const talk = talking({ find_slots: () => full });
    expect(talk.hears('A cleaning on Tuesday, please. My name is Ivo Brandt.')).toBe(
      'Let me have a look. No time is free. Would you like to be put on the waiting list or leave a message for the desk?',
    );
    expect(talk.hears('Yes, the waiting list.')).toContain('You are on the waiting list.');
    expect(talk.calls.at(-1)).toBe('join_waitlist(Cleaning, Tuesday, Ivo Brandt)');
  });

  it('about another day is heard when the caller names one instead', () => {
    const full = { problem: 'nothing_free', message: 'No time is free. Offer the waiting list.' };
    const talk = talking({ find_slots: ({ when }) => (when === 'Tuesday' ? full : undefined) });
    talk.hears('A cleaning on Tuesday, please.');
    expect(talk.hears('No. How about Wednesday?')).toContain('I have Wednesday at 9:00 AM');
  });

  it('about having to search first is done', () => {
    const talk = talking({ book_appointment: ({ slotId }) => (slotId === 's10' ? UNKNOWN : undefined) });
    talk.hears('A cleaning on Tuesday, please. My name is Ivo Brandt.');
    expect(talk.hears('The first one.')).toContain('Which one would you like?');
    talk.hears('The first one.');
    expect(talk.calls.at(-1)).toBe('book_appointment(s20, Ivo Brandt)');
  });

  it('about a fee is said once', () => {
    const slots = [{ slotId: 's1', label: 'Monday at 9:00 AM' }];
    const talk = talking({ find_slots: () => ({ slots, fee: 'It costs 95 dollars.' }) });
    expect(talk.hears('A cleaning on Monday.')).toContain('It costs 95 dollars. I have Monday at 9:00 AM.');
    expect(talk.hears('No, Tuesday.')).not.toContain('dollars');
  });

  it('about a limit leads to a message or a person', () => {
    const limit = {
      problem: 'limit_reached',
      message: 'Nothing more can be done here. Use take_message or transfer_to_human.',
    };
    const talk = talking({ find_slots: () => limit });
    expect(talk.hears('A cleaning on Tuesday, please.')).toBe(
      'Let me have a look. Nothing more can be done here. Would you like to leave a message for the desk or speak with a person?',
    );
  });

  it('about advice in an emergency is not read out', () => {
    const first = {
      problem: 'emergency_first',
      message:
        'The caller is being told what to do. Wait until they have heard it. Then offer to connect them with transfer_to_human, reason emergency.',
    };
    const talk = talking({ find_slots: () => first });
    expect(talk.hears('A cleaning on Tuesday, please.')).toBe(
      'Let me have a look. Would you like to speak with a person?',
    );
  });
});

describe('other errands', () => {
  it.each([
    [
      'I need a refill of my amoxicillin prescription. This is Ivo Brandt.',
      /^request_follow_up\(prescription, Ivo Brandt, I need a refill/,
    ],
    [
      'Put me on the waitlist for a cleaning, any morning next week. This is Ivo Brandt.',
      /^join_waitlist\(Cleaning, any morning next week, Ivo Brandt\)$/,
    ],
    ['Can you text me the address?', /^text_details\(address\)$/],
  ])('"%s" needs no question', (said, call) => {
    const talk = talking();
    talk.hears(said);
    expect(talk.calls).toEqual([expect.stringMatching(call)]);
  });

  it('register a new patient', () => {
    const talk = talking();
    expect(talk.hears("I'd like to register as a new patient.")).toBe("May I have the patient's full name, please?");
    talk.hears('Ivo Brandt.');
    talk.hears('December 1, 1970.');
    expect(talk.calls).toEqual(['register_patient(Ivo Brandt, 1970-12-01)']);
  });

  it('write down an insurance', () => {
    const talk = talking();
    talk.hears('I have new insurance I want to tell you about.');
    talk.hears('Ivo Brandt.');
    expect(talk.hears('Delta Dental.')).toContain('Somebody will call back.');
    expect(talk.calls).toEqual(['note_insurance(Ivo Brandt, Delta Dental)']);
  });

  it('keep a time while the caller asks somebody', () => {
    const talk = talking();
    talk.hears('A cleaning on Monday, please.');
    expect(talk.hears('Can you hold the second one while I ask my wife?')).toBe(
      'I am keeping Monday at 10:00 AM with Marisol Vega for you. Would you like to take it?',
    );
    talk.hears("Okay, let's take it.");
    talk.hears('Ivo Brandt.');
    expect(talk.calls.slice(1)).toEqual(['hold_slot(s11)', 'book_appointment(s11, Ivo Brandt)']);
  });
});

const UNKNOWN = { problem: 'unknown_slot', message: 'That slotId was not offered in this call. Use find_slots first.' };
