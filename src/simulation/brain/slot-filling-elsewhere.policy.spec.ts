import { Talk, text, tool, type Run } from '../../../test/support/brain-talk.js';

/** The brain knows no trade: what it can do comes from the tools alone. */
describe('at a restaurant', () => {
  const RESTAURANT = [
    tool('hang_up', 'Hangs up.', { reason: { enum: ['done', 'wrong_number'] } }, ['reason']),
    tool(
      'search_tables',
      'Looks for free tables.',
      {
        date: text('Day, as said.'),
        time: text(''),
        partySize: { type: 'integer', minimum: 1, maximum: 12 },
        area: { type: 'string', enum: ['terrace', 'indoors'] },
      },
      ['date', 'time', 'partySize'],
    ),
    tool(
      'reserve_table',
      'Reserves a table that search_tables returned.',
      { table_id: { type: 'integer' }, name: text(''), phone: text(''), highChair: { type: 'boolean' } },
      ['table_id', 'name', 'phone', 'highChair'],
    ),
    tool('cancel_reservation', 'Cancels one.', { confirmationCode: text('', { title: 'Confirmation code' }) }, [
      'confirmationCode',
    ]),
  ];
  const TABLES = {
    tables: [
      { id: 7, name: 'the window table' },
      { id: 9, name: 'the round table by the bar' },
    ],
  };
  const atRestaurant = () =>
    new Talk(RESTAURANT, (name) =>
      name === 'search_tables'
        ? TABLES
        : name === 'reserve_table'
          ? { ok: true, confirmation: 'AB12' }
          : { success: true },
    );

  it('reserves a table with an integer key, a party size and a yes-or-no question', () => {
    const talk = atRestaurant();

    expect(talk.hears("I'd like a table for four on the terrace this Friday at half past seven.")).toBe(
      'Let me have a look. I have the window table or the round table by the bar. Which one would you like?',
    );
    expect(talk.hears('The window one.')).toBe('May I have your full name, please?');
    expect(talk.hears('Under Lopez.')).toBe('What phone number should I write down?');
    expect(talk.hears('555-0142.')).toBe('High chair: yes or no?');
    expect(talk.hears('No, thanks.')).toBe('That is five five five, zero one four two. Is that right?');
    expect(talk.hears('Yes.')).toBe(
      "That's done. Your confirmation number is AB12. Is there anything else I can help you with?",
    );
    expect(talk.hears('No.')).toMatch(/Goodbye/);
    expect(talk.calls).toEqual([
      'search_tables(this Friday, half past seven, 4, terrace)',
      'reserve_table(7, Lopez, 5550142, false)',
      'hang_up(done)',
    ]);
  });

  it('keeps the day when only the time changes, and the time when only the day does', () => {
    const talk = atRestaurant();
    talk.hears('A table for two tomorrow at eight, please.');
    talk.hears('Actually at nine.');
    talk.hears('No, make it Sunday.');

    expect(talk.calls).toEqual([
      'search_tables(tomorrow, eight, 2)',
      'search_tables(tomorrow, nine, 2)',
      'search_tables(Sunday, nine, 2)',
    ]);
  });

  it('asks again for a number that is out of range', () => {
    const talk = atRestaurant();
    talk.hears('A table on Friday at eight.');

    expect(talk.hears('For forty people.')).toMatch(/What is the party size\?$/);
    talk.hears('Twelve.');
    expect(talk.calls).toEqual(['search_tables(Friday, eight, 12)']);
  });

  it('goes over to another wish, and comes back', () => {
    const talk = atRestaurant();
    talk.hears('A table for two tomorrow at eight, please.');

    expect(talk.hears('Can I cancel a reservation first?')).toBe('Could you tell me the confirmation code?');
    talk.hears('A B one two.');
    expect(talk.hears('Yes, that is it.')).toBe(
      "That's done. I have the window table or the round table by the bar. Which one would you like?",
    );
    expect(talk.calls.at(-1)).toBe('cancel_reservation(AB12)');
  });
});

describe('at a garage', () => {
  const GARAGE = [
    tool('lookup_customer', 'Finds the customer by phone number.', { phoneNumber: text('') }, ['phoneNumber']),
    tool(
      'list_openings',
      'Lists openings of the workshop.',
      {
        service: {
          oneOf: [
            { const: 'OIL', title: 'oil change' },
            { const: 'BRK', title: 'brake check', description: 'squeaking, slow stopping' },
            { const: 'TYR', title: 'tyre change' },
          ],
        },
        when: { type: ['string', 'null'] },
      },
      ['service'],
    ),
    tool('book_workshop', 'Books an opening for a customer.', { openingId: text(''), customerId: text('') }, [
      'openingId',
      'customerId',
    ]),
  ];
  const run: Run = (name) =>
    name === 'lookup_customer'
      ? { customerId: 'c1', name: 'Pat' }
      : name === 'list_openings'
        ? [
            { openingId: 'o1', label: 'Monday at eight' },
            { openingId: 'o2', label: 'Tuesday at two' },
          ]
        : { message: 'Booked for you.' };

  it('collects two keys from two tools', () => {
    const talk = new Talk(GARAGE, run);
    talk.hears("It's squeaking when I brake hard, can I bring it in?");
    expect(talk.hears('Tuesday.')).toBe('What phone number should I write down?');
    talk.hears('555 014 2233');
    expect(talk.hears('Right.')).toBe(
      'Let me have a look. Booked for you. Is there anything else I can help you with?',
    );

    expect(talk.calls).toEqual(['list_openings(BRK)', 'lookup_customer(5550142233)', 'book_workshop(o2, c1)']);
  });

  it('asks between choices that fit alike, and understands the answer', () => {
    const talk = new Talk(GARAGE, run);

    expect(talk.hears('I need a change of something.')).toBe(
      'Which service would you like? Oil change or tyre change?',
    );
    talk.hears('Tyre.');
    expect(talk.calls).toEqual(['list_openings(TYR)']);
  });

  it('says farewell itself when no tool hangs up', () => {
    expect(new Talk(GARAGE, run).hears('Goodbye.')).toBe('Thank you for calling. Goodbye.');
  });
});
