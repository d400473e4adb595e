import type { BrainItem } from '../brain/brain.port.js';
import { asHeard } from './brain-history.policy.js';

const user = (text: string): BrainItem => ({ kind: 'user', text });
const agent = (text: string): BrainItem => ({ kind: 'agent', text });
const call = (name: string): BrainItem => ({ kind: 'call', name, argumentsJson: '{}', resultJson: '{}' });

describe('what the brain sees of a conversation that a client has written down', () => {
  it('is the conversation itself where there is nothing else in it', () => {
    const said = [agent('Good morning.'), user('I want to come on Monday.'), agent('One moment.'), call('find')];

    expect(asHeard(said)).toEqual(said);
  });

  it.each([
    '(The caller is on the line.)',
    ' (The caller waits.) ',
    '[Be brief.]',
    'What was said earlier, in short: [Hi. Hello.]',
    '[What was said earlier: [Hi.]]',
    '',
  ])('leaves out what nobody said: "%s"', (note) => {
    expect(asHeard([user(note), agent('Good morning.'), user('Hi.')])).toEqual([agent('Good morning.'), user('Hi.')]);
  });

  it('keeps what the caller said behind a note, in the same message', () => {
    const text = 'What was said earlier, in short: [I am Dana Whitfield. Thank you.] On Tuesday, please.';

    expect(asHeard([user(text)])).toEqual([user('On Tuesday, please.')]);
  });

  it('hears a turn once that is asked again in the same message', () => {
    const again = asHeard([user('I want Monday. At ten. I want Monday. At ten.'), user('No, no.')]);

    expect(again).toEqual([user('I want Monday. At ten.'), user('No, no.')]);
  });

  it('keeps words in parentheses among others', () => {
    expect(asHeard([user('It is Ann (with two n).')])).toEqual([user('It is Ann (with two n).')]);
  });

  it('tells which turn has cut a reply: the one behind words that break off', () => {
    expect(asHeard([agent('I have Monday at'), user('Mm-hmm.')])).toEqual([
      agent('I have Monday at'),
      { kind: 'user', text: 'Mm-hmm.', cutsReply: true },
    ]);
    expect(asHeard([agent('Does Monday work?'), user('Mm-hmm.')])).toEqual([
      agent('Does Monday work?'),
      user('Mm-hmm.'),
    ]);
    expect(asHeard([call('find'), user('Mm-hmm.')])).toEqual([call('find'), user('Mm-hmm.')]);
  });

  it('puts lines that were said meanwhile before the results that are still to be told', () => {
    const first = [user('On Monday.'), agent('Let me look.'), call('find')];

    expect(asHeard([...first, call('price'), agent('Still looking.')])).toEqual([
      user('On Monday.'),
      agent('Let me look.'),
      agent('Still looking.'),
      call('find'),
      call('price'),
    ]);
    expect(asHeard([...first, agent('I have ten.'), user('Fine.')])).toEqual([
      ...first,
      agent('I have ten.'),
      user('Fine.'),
    ]);
  });

  it('puts lines that were said meanwhile before the turn that is still to be answered', () => {
    expect(asHeard([agent('Hello.'), user('On Monday.'), agent('One moment.')])).toEqual([
      agent('Hello.'),
      agent('One moment.'),
      user('On Monday.'),
    ]);
    expect(asHeard([agent('Hello.')])).toEqual([agent('Hello.')]);
  });
});
