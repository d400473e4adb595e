import type { BrainTool } from '../../src/simulation/brain/brain.port.js';
import { text, tool, type Run } from './brain-talk.js';

/** Tools of a receptionist, and a small practice behind them: enough of one that the order of things matters. */

const birthDate = text("The patient's date of birth as YYYY-MM-DD; 'keyed' for one they keyed in.");
const phone = text("Only if it is another number than the one they call from; 'keyed' for one they keyed in.");
const callerName = text("The caller's first and last name.");
const appointmentId = text('The visit, from list_appointments, or from book_appointment in this call.');
const TYPES = ['Cleaning', 'New patient exam', 'Filling', 'Emergency visit'];

export const RECEPTION: BrainTool[] = [
  tool(
    'urgent_care',
    'What to do about an urgent dental problem, and the earliest emergency visit. Use it before anything else.',
    {
      problem: {
        type: 'string',
        enum: [
          'knocked_out_tooth',
          'broken_tooth',
          'severe_pain',
          'swelling',
          'bleeding',
          'lost_filling_or_crown',
          'other',
        ],
      },
    },
    ['problem'],
  ),
  tool(
    'find_slots',
    'Finds free appointment times. Call it before offering any time; offer only what it returns.',
    {
      appointmentType: text(
        'What the visit is for. Cleaning: routine cleaning and polish. New patient exam: first visit. Filling: a cavity. Emergency visit: pain, a broken tooth.',
        { enum: TYPES },
      ),
      when: text("When the caller wants to come in, in the caller's own words."),
      provider: text('With whom, only if the caller asks for somebody.', { enum: ['Dr. Dana Osei', 'Marisol Vega'] }),
      beenHereBefore: { type: 'boolean', description: 'Only once the caller has said so.' },
      appointmentId: text('Only to move a visit: its appointmentId. The appointmentType is that of the visit.'),
    },
    ['appointmentType', 'when'],
  ),
  tool('hold_slot', 'Keeps an offered time for the caller while they decide.', { slotId: text('The slotId.') }, [
    'slotId',
  ]),
  tool(
    'book_appointment',
    'Books one of the offered times.',
    {
      slotId: text('The slotId of the offered time.'),
      patientName: text("The patient's first and last name."),
      phone,
      birthDate,
      patientId: text('From verify_identity, once it has answered with one.'),
    },
    ['slotId', 'patientName'],
  ),
  tool(
    'join_waitlist',
    'Puts somebody on the waiting list for an earlier or another time.',
    {
      appointmentType: text('What the visit is for.', { enum: TYPES }),
      when: text("Days that would suit, in the caller's own words."),
      patientName: text("The patient's first and last name."),
      phone,
      appointmentId: text('A visit of theirs that an earlier one would replace, from list_appointments.'),
    },
    ['appointmentType', 'when', 'patientName'],
  ),
  tool(
    'verify_identity',
    "Checks who the caller is. Always with the caller's own details, also when the call is about a child.",
    {
      callerName: text("The caller's own first and last name."),
      birthDate: text("The caller's own date of birth as YYYY-MM-DD, or 'keyed'."),
      phone: text('The phone number that is on file, as the caller has said it.'),
      code: text("The texted code that the caller read out, or 'keyed'."),
    },
    ['callerName', 'birthDate'],
  ),
  tool(
    'text_code',
    "Texts a code to the phone on the caller's own record, for verify_identity.",
    { callerName: text("The caller's own first and last name."), birthDate: text("The caller's own date of birth.") },
    ['callerName', 'birthDate'],
  ),
  tool(
    'register_patient',
    'Writes down a new patient. Booking a first visit does not need it.',
    { patientName: text("The patient's first and last name."), birthDate, phone, email: text('As spelled.') },
    ['patientName', 'birthDate'],
  ),
  tool('list_appointments', "The caller's visits to come.", {
    patientId: text('Whose, from verify_identity; only if it is somebody else than the caller.'),
  }),
  tool(
    'move_appointment',
    'Moves a visit to one of the offered times.',
    { appointmentId, slotId: text('The slotId that find_slots offered for this visit.') },
    ['appointmentId', 'slotId'],
  ),
  tool('cancel_appointment', 'Cancels a visit.', { appointmentId, reason: text('Why, if they said so.') }, [
    'appointmentId',
  ]),
  tool('confirm_appointment', 'Writes down that the patient will come.', { appointmentId }, ['appointmentId']),
  tool(
    'text_details',
    'Texts the caller what they want in writing.',
    { about: { type: 'string', enum: ['visit', 'address'] }, appointmentId },
    ['about'],
  ),
  tool(
    'clinic_information',
    'What the clinic has on file about its hours, address, directions, parking, prices, accepted insurance and team.',
    {
      topic: {
        type: 'string',
        enum: ['hours', 'address', 'directions', 'parking', 'prices', 'insurance', 'team'],
      },
      about: text('prices: the treatment. insurance: the insurer and plan. team: a name.'),
    },
    ['topic'],
  ),
  tool(
    'answer_question',
    "Looks up the clinic's own answer to a question about its services and policies.",
    { question: text('What the caller wants to know.') },
    ['question'],
  ),
  tool(
    'take_message',
    'Writes down a message for the front desk; a person calls the caller back.',
    {
      callerName,
      message: text('What the caller wants the desk to know or do.'),
      kind: text('question: they asked something that you could not answer.', { enum: ['callback', 'question'] }),
      phone,
    },
    ['callerName', 'message'],
  ),
  tool(
    'request_follow_up',
    'Asks the desk to look into a prescription or refill, laboratory work such as a crown or denture, or records and X-rays that are to be sent; a person calls back.',
    {
      kind: { type: 'string', enum: ['prescription', 'lab_work', 'records'] },
      callerName,
      details: text("In the caller's words: what it is, who it is for, and where it is to go."),
      phone,
    },
    ['kind', 'callerName', 'details'],
  ),
  tool(
    'note_insurance',
    "Writes down the caller's insurance for the desk, which checks it and calls back about what it covers.",
    {
      callerName,
      insurer: text('The insurer, and the plan if they know it.'),
      memberId: text('The member number on the card, only if the caller gave it.'),
      phone,
    },
    ['callerName', 'insurer'],
  ),
  tool(
    'transfer_to_human',
    'Connects the caller to a person at the front desk. Use it when the caller asks for a person, describes an emergency, or needs something you can not do. Say nothing after it.',
    {
      reason: text('caller_asked: they want a person.', { enum: ['caller_asked', 'emergency', 'agent'] }),
      summary: text('For the person who takes over.'),
    },
  ),
  tool(
    'request_keypad_entry',
    "Lets the caller key in digits that were not understood twice. Once keyed in, say 'keyed' wherever a tool asks for them.",
    { field: text('What is to be keyed in.', { enum: ['phone', 'birth_date', 'code'] }) },
    ['field'],
  ),
  tool('decline_recording', 'Stops the recording of this call.', {}),
  tool('end_call', 'Ends the call. Use it when the caller has said goodbye or needs nothing more.', {}),
];

export interface Person {
  patientId: string;
  name: string;
  birthDate: string;
  phone: string;
  visits: { appointmentId: string; label: string }[];
  mayActFor?: { patientId: string; firstName: string }[];
}

const NEEDS_IDENTITY = {
  problem: 'identity_needed',
  message: 'That is not open in this call. Use verify_identity first.',
};

/** What the practice answers; whatever a test gives in `answers` comes first. */
export class Reception {
  private readonly verified = new Set<string>();
  private readonly offered = new Set<string>();
  private searches = 0;
  private codeSent = false;

  constructor(
    private readonly people: readonly Person[],
    private readonly answers: Readonly<Record<string, (args: Record<string, unknown>) => unknown>> = {},
  ) {}

  readonly run: Run = (name, args) => {
    const answer = this.answers[name]?.(args);
    if (answer !== undefined) return answer;
    switch (name) {
      case 'verify_identity':
        return this.verify(args);
      case 'text_code':
        this.codeSent = true;
        return {
          sent: true,
          message:
            'If the details are right, a code is on its way to the phone on file. Say so in these words, ask for the six digits, then use verify_identity with the code.',
        };
      case 'list_appointments':
        return this.visitsOf(args);
      case 'find_slots':
        return this.slots(args['when']);
      case 'urgent_care':
        return { advice: 'Keep the tooth in milk.', slots: this.slots('today at').slots, next: 'Offer the visit.' };
      case 'book_appointment':
        return this.booked(args, { booked: true, appointmentId: 'new' });
      case 'move_appointment':
        return this.visit(args) ? this.booked(args, { moved: true }) : NEEDS_IDENTITY;
      case 'cancel_appointment':
        return this.visit(args) ? { cancelled: true, label: this.visit(args)?.label } : NEEDS_IDENTITY;
      case 'confirm_appointment':
        return this.visit(args) ? { confirmed: true, label: this.visit(args)?.label } : NEEDS_IDENTITY;
      case 'clinic_information':
        return { answer: `As listed for ${String(args['topic'])}.` };
      case 'answer_question':
        return {
          problem: 'not_known',
          message: "Say that you don't know, and use take_message so that the desk calls back.",
        };
      case 'take_message':
      case 'request_follow_up':
      case 'note_insurance':
        return { written: true, next: 'Tell the caller that somebody will call back.' };
      case 'join_waitlist':
        return { onWaitlist: true, message: 'You are on the waiting list.' };
      case 'text_details':
        return args['about'] === 'visit' && args['appointmentId'] === undefined
          ? { problem: 'appointment_needed', message: 'Say which visit: use list_appointments first.' }
          : { texting: true };
      case 'register_patient':
        return { registered: true };
      default:
        return {};
    }
  };

  private verify({ callerName, birthDate: born, phone: said, code }: Record<string, unknown>): unknown {
    if (said === undefined && code === undefined)
      return {
        problem: 'second_factor_needed',
        message: 'Ask for the phone number on file, said or keyed in, or offer to text a code to it with text_code.',
      };
    const person = this.people.find(
      (one) =>
        one.name === callerName &&
        one.birthDate === born &&
        (one.phone === said || (this.codeSent && code === '123456')),
    );
    if (!person)
      return {
        problem: 'not_verified',
        message:
          'The details could not be verified. Say only that, never which one was wrong or whether anybody is on file. Ask for all of them once more, or offer to take a message.',
      };
    for (const id of [person.patientId, ...(person.mayActFor ?? []).map(({ patientId }) => patientId)])
      this.verified.add(id);
    return {
      verified: true,
      patientId: person.patientId,
      ...(person.mayActFor ? { mayActFor: person.mayActFor } : {}),
    };
  }

  private visitsOf({ patientId }: Record<string, unknown>): unknown {
    const [first] = this.verified;
    const person = this.people.find((one) => one.patientId === (patientId ?? first));
    return person && this.verified.has(person.patientId) ? { appointments: person.visits } : NEEDS_IDENTITY;
  }

  private visit({ appointmentId: id }: Record<string, unknown>) {
    if (id === 'new') return { appointmentId: 'new', label: 'the visit of this call' };
    const open = this.people.filter(({ patientId }) => this.verified.has(patientId));
    return open.flatMap(({ visits }) => visits).find(({ appointmentId: one }) => one === id);
  }

  private slots(when: unknown) {
    this.searches += 1;
    const times = ['9:00 AM', '10:00 AM', '2:00 PM'];
    const slots = times.map((time, index) => ({
      slotId: `s${this.searches}${index}`,
      label: `${String(when)} at ${time} with Marisol Vega`,
    }));
    for (const { slotId } of slots) this.offered.add(slotId);
    return { slots };
  }

  private booked({ slotId }: Record<string, unknown>, done: object): unknown {
    return this.offered.has(String(slotId))
      ? { ...done, label: `the visit ${String(slotId)}` }
      : { problem: 'unknown_slot', message: 'That slotId was not offered in this call. Use find_slots first.' };
  }
}
