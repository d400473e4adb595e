import { Talk, text, tool } from '../../../test/support/brain-talk.js';
import { RECEPTION, Reception, type Person } from '../../../test/support/reception.js';

const CLEANING = { appointmentId: 'a1', label: 'Cleaning on Friday, March 5 at 10:00 AM with Marisol Vega' };
const FILLING = { appointmentId: 'a2', label: 'Filling on Monday, March 8 at 3:00 PM with Dr. Osei' };
const NINA: Person = {
  patientId: 'p1',
  name: 'Nina Sorel',
  birthDate: '1985-03-04',
  phone: '5125550143',
  visits: [CLEANING],
};
const OTTO: Person = { ...NINA, patientId: 'p2', name: 'Otto Sorel', birthDate: '2017-06-01', visits: [FILLING] };
const PARENT: Person = { ...NINA, mayActFor: [{ patientId: 'p2', firstName: 'Otto' }] };
const BUSY: Person = { ...NINA, visits: [CLEANING, FILLING] };

const at = (...people: Person[]) => new Talk(RECEPTION, new Reception(people).run);
const SAYS_WHO = "I'm Nina Sorel, born March 4, 1985, and my number is 512 555 0143.";

/** Says who they are, as they are asked for it. */
function proves(talk: Talk): string {
  talk.hears('Nina Sorel.');
  talk.hears('March fourth, nineteen eighty five.');
  talk.hears('Five one two, five five five, oh one four three.');
  return talk.hears('Yes, that is right.');
}

describe('a caller with a visit', () => {
  it('proves who they are, a question at a time, before anything is said of it', () => {
    const talk = at(NINA);
    expect(talk.hears('When is my next appointment?')).toBe(
      'Let me have a look. First I need to know who is calling. May I have your full name, please?',
    );
    expect(talk.hears('Nina Sorel.')).toBe('What is your date of birth?');
    expect(talk.hears('March 4th, 1985.')).toBe('Let me have a look. What is the phone number on file?');
    expect(talk.hears('512 555 0143.')).toBe(
      'That is five one two, five five five, zero one four three. Is that right?',
    );
    expect(talk.hears('Yes.')).toBe(
      'Let me have a look. You have Cleaning on Friday, March 5 at 10:00 AM with Marisol Vega. Is there anything else I can help you with?',
    );
    expect(talk.calls).toEqual([
      'list_appointments()',
      'verify_identity(Nina Sorel, 1985-03-04)',
      'verify_identity(Nina Sorel, 1985-03-04, 5125550143)',
      'list_appointments()',
    ]);
  });

  it('is asked for nothing that they have said', () => {
    const talk = at(NINA);
    expect(talk.hears(`When is my appointment? ${SAYS_WHO}`)).toContain('zero one four three. Is that right?');
    expect(talk.hears('Correct.')).toContain('You have Cleaning on Friday');
  });

  it('moves it to another day, without being asked what it is for', () => {
    const talk = at(NINA);
    talk.hears("Hi, I'd like to move my Friday cleaning to next Tuesday afternoon.");
    expect(proves(talk)).toContain('I have next Tuesday afternoon at 9:00 AM, 10:00 AM, or 2:00 PM');
    expect(talk.hears('The last one.')).toBe(
      "You're all set: the visit s12. Is there anything else I can help you with?",
    );
    expect(talk.calls.slice(-2)).toEqual([
      'find_slots(Cleaning, next Tuesday afternoon, a1)',
      'move_appointment(a1, s12)',
    ]);
  });

  it('is asked when, if they have only said what is to be moved', () => {
    const talk = at(BUSY);
    talk.hears('I need to reschedule my appointment on Monday.');
    expect(proves(talk)).toMatch(/What day and time would suit you\?$/);
    talk.hears('Thursday morning.');
    expect(talk.calls.at(-1)).toBe('find_slots(Filling, Thursday morning, a2)');
  });

  it('cancels it once they have agreed, and not before', () => {
    const talk = at(NINA);
    talk.hears('I need to cancel my appointment.');
    expect(proves(talk)).toMatch(/That is Cleaning on Friday, .* Shall I cancel it\?$/);
    expect(talk.calls.filter((call) => call.startsWith('cancel'))).toEqual([]);
    expect(talk.hears('Yes, please.')).toMatch(/^That is cancelled: Cleaning on Friday/);
    expect(talk.calls.at(-1)).toBe('cancel_appointment(a1)');
  });

  it('keeps it when they do not', () => {
    const talk = at(NINA);
    talk.hears('I need to cancel my appointment.');
    proves(talk);
    expect(talk.hears('No.')).toBe('No problem. Is there anything else I can help you with?');
    expect(talk.calls.filter((call) => call.startsWith('cancel'))).toEqual([]);
  });

  it('is asked which one when there are two, and not again whether', () => {
    const talk = at(BUSY);
    talk.hears('Please cancel my visit.');
    expect(proves(talk)).toMatch(/^Let me have a look\. I see Cleaning on Friday, .* Which one do you mean\?$/);
    talk.hears('The filling.');
    expect(talk.calls.at(-1)).toBe('cancel_appointment(a2)');
  });

  it('confirms it', () => {
    const talk = at(NINA);
    talk.hears(`I'm calling to confirm my appointment. ${SAYS_WHO}`);
    talk.hears('Yes.');
    expect(talk.calls.at(-1)).toBe('confirm_appointment(a1)');
  });

  it('has it texted', () => {
    const talk = at(NINA);
    talk.hears(`Could you text me my appointment? ${SAYS_WHO}`);
    talk.hears('Yes.');
    expect(talk.calls.at(-1)).toBe('text_details(visit, a1)');
  });

  it('is asked whether to move or to cancel when they only say that they can not come', () => {
    const talk = at(NINA);
    expect(talk.hears("I can't make my appointment on Friday.")).toContain('move it to another day, or cancel it?');
    talk.hears('Move it to Monday, please.');
    proves(talk);
    expect(talk.calls.at(-1)).toBe('find_slots(Cleaning, Monday, a1)');
  });

  it('gets no second wish when they only changed their mind', () => {
    const talk = at(NINA);
    talk.hears('I need to reschedule. Actually no, just cancel it.');
    expect(proves(talk)).toMatch(/Shall I cancel it\?$/);
  });
});

describe('proof of who calls', () => {
  it('is a code for somebody who does not know the number', () => {
    const talk = at(NINA);
    talk.hears('When is my next appointment?');
    talk.hears('Nina Sorel.');
    talk.hears('March 4th, 1985.');
    expect(talk.hears("I don't remember that.")).toBe(
      'If the details are right, a code is on its way to the phone on file. Could you tell me the code?',
    );
    talk.hears('One two three four five six.');
    expect(talk.hears('Yes.')).toContain('You have Cleaning on Friday');
    expect(talk.calls).toContain('verify_identity(Nina Sorel, 1985-03-04, 123456)');
  });

  it('is a code for somebody who would rather have one', () => {
    const talk = at(NINA);
    talk.hears("When is my appointment? I'm Nina Sorel, born March 4, 1985.");
    expect(talk.hears('Could you text me a code instead?')).toContain('Could you tell me the code?');
    expect(talk.calls.at(-1)).toBe('text_code(Nina Sorel, 1985-03-04)');
  });

  it('is asked for once more, all of it, when it fails', () => {
    const talk = at(NINA);
    talk.hears("When is my appointment? I'm Nina Sorel, born March 5, 1985, and my number is 512 555 0143.");
    expect(talk.hears('Yes.')).toBe(
      'Let me have a look. The details could not be verified. May I have your full name, please?',
    );
    talk.hears('Nina Sorel.');
    talk.hears('March 4, 1985.');
    expect(talk.hears('512 555 0143.')).toContain('You have Cleaning on Friday');
  });

  it('is given up when nothing more can be verified, and a message is offered', () => {
    const locked = {
      problem: 'locked',
      message: 'Nothing more can be verified in this call. Say so kindly. Offer to take a message.',
    };
    const talk = new Talk(RECEPTION, new Reception([NINA], { verify_identity: () => locked }).run);
    talk.hears('When is my next appointment?');
    talk.hears('Nina Sorel.');
    expect(talk.hears('March 4th, 1985.')).toBe(
      'Let me have a look. Nothing more can be verified in this call. Would you like to leave a message for the desk?',
    );
    expect(talk.hears('Yes.')).toBe('Could you tell me the message?');
  });

  it.each([
    ['No, 512 555 0143.', 'That is five one two, five five five, zero one four three. Is that right?'],
    ['No.', 'What is the phone number on file?'],
  ])('can be put right: "%s"', (said, answer) => {
    const talk = at(NINA);
    talk.hears("When is my appointment? I'm Nina Sorel, born March 4, 1985, and my number is 512 555 0144.");
    expect(talk.hears(said)).toBe(answer);
  });
});

it('a question that somebody has paused to think about is still the one that they answer', () => {
  const talk = at(NINA);
  talk.hears("When is my appointment? I'm Nina Sorel, born March 4, 1985, and my number is 512 555 0143.");
  expect(talk.hears('Uh...')).toBe('Of course, take your time.');
  expect(talk.hears('Yes, that is right.')).toContain('You have');
});

describe('a caller who speaks for somebody else', () => {
  it('cancels the visit of their child with their own proof', () => {
    const talk = at(PARENT, OTTO);
    talk.hears("I want to cancel my son Otto's appointment.");
    expect(proves(talk)).toMatch(/That is Filling on Monday, .* Shall I cancel it\?$/);
    talk.hears('Yes.');
    expect(talk.calls.slice(-2)).toEqual(['list_appointments(p2)', 'cancel_appointment(a2)']);
  });

  it('is told of the visit of their child', () => {
    const talk = at(PARENT, OTTO);
    talk.hears("When is my son Otto's appointment?");
    expect(proves(talk)).toContain('You have Filling on Monday');
  });

  it('is told nothing of whom they may not speak for', () => {
    const talk = at(NINA, OTTO);
    talk.hears("When is my husband's appointment?");
    expect(proves(talk)).toContain('I can only do that for you yourself');
    expect(talk.calls.filter((call) => call.startsWith('list'))).toEqual(['list_appointments()']);
    expect(talk.hears('When is my own appointment?')).toContain('You have Cleaning');
  });

  it('books in the name of the other, and is known by their own', () => {
    const talk = at(NINA);
    talk.hears("I'm Nina Sorel. My daughter needs a cleaning on Tuesday.");
    expect(talk.hears('The first one.')).toBe("May I have the patient's full name, please?");
    talk.hears('Mia Sorel.');
    talk.hears('And please tell the doctor that she is afraid.');
    expect(talk.calls).toEqual([
      'find_slots(Cleaning, Tuesday)',
      'book_appointment(s10, Mia Sorel)',
      'take_message(Nina Sorel, And please tell the doctor that she is afraid.)',
    ]);
  });

  it('books for themselves and then for the other', () => {
    const talk = at(NINA);
    talk.hears("Book a cleaning on Monday for me and one for my daughter Mia Sorel, too. I'm Nina Sorel.");
    expect(talk.hears('The first one.')).toMatch(/^You're all set: .* What day and time would suit you\?$/);
    talk.hears('Tuesday.');
    talk.hears('Nine.');
    expect(talk.calls.slice(1)).toEqual([
      'book_appointment(s10, Nina Sorel)',
      'find_slots(Cleaning, Tuesday)',
      'book_appointment(s20, Mia Sorel)',
    ]);
  });
});

describe('what was booked in this call', () => {
  const booked = () => {
    const talk = at(NINA);
    talk.hears("I'd like to book a cleaning on Monday, my name is Nina Sorel.");
    talk.hears('The first one.');
    return talk;
  };

  it('is moved when the caller takes their choice back', () => {
    const talk = booked();
    expect(talk.hears('Actually, can we make it Thursday instead?')).toContain('I have Thursday at 9:00 AM');
    talk.hears('The second one.');
    expect(talk.calls.slice(-2)).toEqual(['find_slots(Cleaning, Thursday, new)', 'move_appointment(new, s21)']);
  });

  it('is what "it" means', () => {
    const talk = booked();
    talk.hears('Can you text me the details of that visit?');
    talk.hears('Oh, please cancel it.');
    talk.hears('Yes.');
    expect(talk.calls.slice(-2)).toEqual(['text_details(visit, new)', 'cancel_appointment(new)']);
  });

  it('is not what another day means', () => {
    const talk = booked();
    talk.hears('And please cancel my appointment on Friday.');
    expect(talk.calls.at(-1)).toBe('list_appointments()');
  });
});

describe('elsewhere', () => {
  const HOTEL = [
    tool('identify_guest', 'Checks who a guest is.', { guestName: text(''), bookingCode: text('') }, [
      'guestName',
      'bookingCode',
    ]),
    tool('my_bookings', 'The bookings of a guest who was identified.', {}),
    tool('search_rooms', 'Finds free rooms.', { arrival_date: text('') }, ['arrival_date']),
    tool(
      'change_booking',
      'Changes a booking.',
      { booking_ref: text('One that my_bookings returned.'), room_id: { type: 'integer' } },
      ['booking_ref', 'room_id'],
    ),
    tool('delete_booking', 'Deletes a booking.', { booking_ref: text('One that my_bookings returned.') }, [
      'booking_ref',
    ]),
  ];
  let known = false;
  const hotel = () => {
    known = false;
    return new Talk(HOTEL, (name) => {
      if (name === 'identify_guest') known = true;
      if (name === 'my_bookings')
        return known
          ? { bookings: [{ booking_ref: 'b7', name: 'two nights from Friday' }] }
          : { error: 'unknown', message: 'Use identify_guest first.' };
      return name === 'search_rooms' ? { rooms: [{ room_id: 12, label: 'the room with a view' }] } : { ok: true };
    });
  };

  it('changes a booking in the same way', () => {
    const talk = hotel();
    talk.hears('I have to change my reservation to Sunday.');
    talk.hears('Ada Brandt.');
    talk.hears('X7 12.');
    expect(talk.hears('Yes.')).toContain('I have the room with a view. Does that work for you?');
    talk.hears('Yes, that works.');
    expect(talk.calls).toEqual([
      'my_bookings()',
      expect.stringMatching(/^identify_guest\(Ada Brandt, /) as string,
      'my_bookings()',
      'search_rooms(Sunday)',
      'change_booking(b7, 12)',
    ]);
  });

  it('cancels one in the same way', () => {
    const talk = hotel();
    talk.hears('Please cancel my booking. My name is Ada Brandt.');
    talk.hears('X7 12.');
    expect(talk.hears('Yes.')).toContain('That is two nights from Friday. Shall I cancel it?');
    talk.hears('Yes.');
    expect(talk.calls.at(-1)).toBe('delete_booking(b7)');
  });
});
