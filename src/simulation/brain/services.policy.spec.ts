import { Talk, text, tool, type Run } from '../../../test/support/brain-talk.js';

/** What callers ask of any line: a person, to leave word, no recording, and to be understood at last. */

const CLINIC = [
  tool('find_slots', 'Finds free times.', { when: text('When, as said.') }, ['when']),
  tool(
    'book_appointment',
    'Books one of the offered times.',
    { slotId: text(''), patientName: text(''), phone: text('') },
    ['slotId', 'patientName', 'phone'],
  ),
  tool(
    'transfer_to_human',
    'Connects the caller to a person at the front desk. Use it when the caller asks for a person, or for an emergency such as severe pain.',
    { reason: text('Why, in a few words.'), summary: text('Who calls, and what was done so far.') },
    ['reason', 'summary'],
  ),
  tool(
    'take_message',
    'Writes down a message for the front desk; a person calls back.',
    { callerName: text(''), message: text(''), phone: text('Only if it is another number.') },
    ['callerName', 'message'],
  ),
  tool(
    'request_keypad_entry',
    'Asks the caller to key in a value on the telephone.',
    { field: { type: 'string', enum: ['phone', 'birth_date'] } },
    ['field'],
  ),
  tool('decline_recording', 'Goes on without recording the call.', {}),
  tool('end_call', 'Ends the call when the caller has said goodbye.', {}),
];
const RESULTS: Record<string, unknown> = {
  find_slots: { slots: [{ slotId: 's0', label: 'Monday at 9:00 AM' }] },
  book_appointment: { booked: true, label: 'Monday at 9:00 AM' },
  transfer_to_human: { ok: true },
  take_message: { ok: true },
  request_keypad_entry: { value: '5125550143' },
  decline_recording: { ok: true },
};
const atClinic = (results: Record<string, unknown> = {}) =>
  new Talk(CLINIC, (name) => ({ ...RESULTS, ...results })[name] ?? {});

describe('a caller who wants a person', () => {
  it.each([
    'Can I talk to a real person?',
    'Representative.',
    'Operator!',
    'Could you please put me through to somebody at the desk?',
    "I'd like to speak with the receptionist, please.",
    'A human, please.',
    'This is ridiculous, you are not helping at all.',
    "I don't want to talk to a machine.",
    "My face is swelling and I can't breathe.",
  ])('is connected after "%s"', (said) => {
    const talk = atClinic();
    expect(talk.hears(said)).toBe('One moment, please. I am connecting you.');
    expect(talk.calls).toEqual([`transfer_to_human(${said}, ${said})`]);
  });

  it('is passed on with who they are and what they said so far', () => {
    const talk = atClinic();
    talk.hears('Hi, this is Dana Whitfield, I need an appointment on Monday.');
    talk.hears('Let me talk to somebody.');
    expect(talk.calls.at(-1)).toBe(
      'transfer_to_human(Let me talk to somebody., Dana Whitfield. Hi, this is Dana Whitfield, I need an appointment on Monday. Let me talk to somebody.)',
    );
  });

  it('hears nothing more when the tool says that somebody else speaks next', () => {
    const [tools, silent] = [CLINIC.filter(({ name }) => name !== 'transfer_to_human'), [] as string[]];
    const desk = tool(
      'transfer_to_human',
      'Connects the caller to a person. Say nothing after it.',
      { reason: { type: 'string', enum: ['caller_asked', 'emergency'] } },
      [],
    );
    const talk = new Talk([...tools, desk], () => ({ connecting: true }));
    silent.push(talk.hears('Representative.'), talk.hears("He is bleeding and it won't stop, he passed out."));
    expect(silent).toEqual(['', '']);
    expect(talk.calls).toEqual(['transfer_to_human(caller_asked)', 'transfer_to_human(emergency)']);
  });

  it('is told when nobody can be had, and can go on', () => {
    const talk = atClinic({ transfer_to_human: { problem: 'closed', message: 'Nobody is at the desk now.' } });
    expect(talk.hears('Representative!')).toBe(
      'Nobody is at the desk now. Is there anything else I can help you with?',
    );
    expect(talk.hears('Then an appointment on Monday.')).toContain('I have Monday at 9:00 AM.');
  });

  it('is not what somebody is who merely mentions people', () => {
    const talk = atClinic();
    talk.hears('Can somebody see me on Monday for an appointment?');
    expect(talk.calls).toEqual(['find_slots(Monday)']);
  });
});

describe('a caller who leaves word', () => {
  it('says all of it at once', () => {
    const talk = atClinic();
    expect(talk.hears('This is Dana Whitfield. Can you tell the doctor that my crown came off?')).toBe(
      "That's done. Is there anything else I can help you with?",
    );
    expect(talk.calls).toEqual([
      'take_message(Dana Whitfield, This is Dana Whitfield. Can you tell the doctor that my crown came off?)',
    ]);
  });

  it('is asked for what is missing, and may say anything then', () => {
    const talk = atClinic();
    expect(talk.hears('I want to leave a message.')).toBe('May I have your full name, please?');
    expect(talk.hears('Dana Whitfield.')).toBe('Could you tell me the message?');
    talk.hears('Why was my appointment on Monday moved? Goodbye means goodbye, a person should call me.');
    expect(talk.calls).toEqual([
      'take_message(Dana Whitfield, Why was my appointment on Monday moved? Goodbye means goodbye, a person should call me.)',
    ]);
  });

  it('is told what the tool wants them told', () => {
    const talk = atClinic({ take_message: { written: true, next: 'Tell the caller that somebody will call back.' } });
    expect(talk.hears('My name is Dana Whitfield. Please have the doctor call me back.')).toBe(
      'Somebody will call back. Is there anything else I can help you with?',
    );
  });

  it('agrees to it when it is offered', () => {
    const talk = atClinic();
    talk.history.push({ kind: 'agent', text: 'Nobody answered. Would you like to leave a message?' });
    expect(talk.hears('Yes, please.')).toBe('May I have your full name, please?');
  });
});

describe('a caller who wants no recording', () => {
  it('is obeyed, and asked what they want', () => {
    const talk = atClinic();
    expect(talk.hears("No, please don't record this.")).toBe(
      'All right, this call is not being recorded. How can I help you today?',
    );
    expect(talk.calls).toEqual(['decline_recording()']);
  });

  it('goes on where the conversation stood, with what else they said', () => {
    const talk = atClinic();
    talk.hears('I need an appointment.');
    expect(talk.hears("I don't want to be recorded.")).toBe(
      'All right, this call is not being recorded. What day and time would suit you?',
    );
    expect(talk.hears('Monday.')).toContain('I have Monday at 9:00 AM.');
  });

  it('is not what somebody is who speaks of records', () => {
    const talk = atClinic();
    talk.hears("I don't have my dental records.");
    expect(talk.calls).toEqual([]);
  });
});

describe('a caller who is not understood', () => {
  it('may key in what was asked for, and is connected with a person when that fails too', () => {
    const talk = atClinic({ request_keypad_entry: { problem: 'nothing_keyed', message: 'Nothing was keyed in.' } });
    talk.hears('An appointment on Monday for Dana. My name is Dana Whitfield.');
    expect(talk.hears('Yes, that works.')).toBe('What phone number should I write down?');
    expect(talk.hears('… …')).toBe("Sorry, I didn't catch that. What phone number should I write down?");
    expect(talk.hears('Five … …')).toBe('Nothing was keyed in. What phone number should I write down?');
    expect(talk.hears('… again')).toBe('One moment, please. I am connecting you.');
    expect(talk.calls.map((call) => call.replace(/\(.*/, ''))).toEqual([
      'find_slots',
      'request_keypad_entry',
      'transfer_to_human',
    ]);
  });

  it('goes on with what was keyed in', () => {
    const talk = atClinic();
    talk.hears('An appointment on Monday. My name is Dana Whitfield.');
    talk.hears('Yes, that works.');
    talk.hears('… …');
    talk.hears('Five … …');
    expect(talk.calls.slice(-2)).toEqual([
      'request_keypad_entry(phone)',
      'book_appointment(s0, Dana Whitfield, 5125550143)',
    ]);
  });

  it('is told what to key in, and goes on when it is known to whom it concerns', () => {
    const discreet = CLINIC.map((given) =>
      given.name === 'request_keypad_entry'
        ? {
            ...given,
            description: "Lets the caller key in digits. Once keyed in, say 'keyed' wherever a tool asks for them.",
          }
        : given,
    );
    const talk = new Talk(discreet, (name) =>
      name === 'request_keypad_entry'
        ? { next: 'Ask the caller to key in the phone number, and then the pound key.' }
        : RESULTS[name],
    );
    talk.hears('An appointment on Monday. My name is Dana Whitfield.');
    talk.hears('Yes, that works.');
    talk.hears('… …');
    expect(talk.hears('Five … …')).toBe('Please key in the phone number, and then the pound key.');
    expect(talk.hears('I have keyed in my phone number.')).toContain("You're all set: Monday at 9:00 AM.");
    expect(talk.calls.at(-1)).toBe('book_appointment(s0, Dana Whitfield, keyed)');
  });

  it('hears a farewell at last where there is no person', () => {
    const lonely = new Talk(
      CLINIC.filter(({ name }) => ['find_slots', 'end_call'].includes(name)),
      () => ({}),
    );
    const answers = ['… …', '… eh', '… oh', '… ah'].map((said) => lonely.hears(said));
    expect(answers.at(-1)).toMatch(/trouble understanding you.* Goodbye\.$/);
    expect(lonely.calls).toEqual(['end_call()']);
  });

  it('is given time again once something was understood', () => {
    const talk = atClinic();
    for (let round = 0; round < 3; round++) {
      talk.hears(`… … ${round}`);
      talk.hears(`… eh ${round}`);
      talk.hears('Hello?');
    }
    expect(talk.calls).toEqual([]);
  });
});

describe('elsewhere', () => {
  const HOTEL = [
    tool('reserve_room', 'Reserves a room.', { arrival_date: text('') }, ['arrival_date']),
    tool(
      'handOver',
      'Puts the guest through to a colleague at the reception.',
      { why: { type: 'string', enum: ['guest_asked', 'emergency', 'complaint'] }, context: text('') },
      ['why', 'context'],
    ),
    tool('note_for_housekeeping', 'Leaves a note for the staff of the house.', { note: text('') }, ['note']),
    tool('recording_off', 'Switches off the recording.', {}),
  ];
  const run: Run = (name) => (name === 'note_for_housekeeping' ? { message: 'They will see to it.' } : 'done');

  it('finds the tools of a hotel by what they say that they do', () => {
    const talk = new Talk(HOTEL, run);
    talk.hears('Please stop recording.');
    talk.hears('Tell the housekeeper that the towels are missing.');
    talk.hears('I have a complaint, get me the manager.');
    expect(talk.calls).toEqual([
      'recording_off()',
      'note_for_housekeeping(Tell the housekeeper that the towels are missing.)',
      'handOver(complaint, Please stop recording. Tell the housekeeper that the towels are missing. I have a complaint, get me the manager.)',
    ]);
  });

  it('can not do at a garage what no tool does', () => {
    const garage = new Talk([tool('book_workshop', 'Books the workshop.', { when: text('') }, ['when'])], () => ({}));
    expect(garage.hears('Let me talk to a mechanic or some other person.')).toBe(
      "I'm sorry, I can't help with that. I can book a workshop.",
    );
    expect(garage.calls).toEqual([]);
  });

  it('says at a garage that it can connect and take messages', () => {
    const garage = new Talk(
      [
        tool('call_mechanic', 'Connects the customer with somebody of the team.', {}),
        tool('leave_note', 'Takes a message for the workshop.', { message: text('') }, ['message']),
      ],
      () => ({ ok: true }),
    );
    expect(garage.hears('Do you sell cars?')).toBe(
      "I'm sorry, I can't help with that. I can connect you with a person or take a message.",
    );
    garage.hears('Have somebody call me back about the brakes.');
    garage.hears('Transfer me to a human.');
    expect(garage.calls).toEqual(['leave_note(Have somebody call me back about the brakes.)', 'call_mechanic()']);
  });
});
