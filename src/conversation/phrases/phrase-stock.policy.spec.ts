import { reviewStock } from './phrase-stock.policy.js';

const words = (textSha256: string, ...voices: string[]) => ({ text: `text of ${textSha256}`, textSha256, voices });
const key = (voice: string, textSha256: string) => ({ voice, textSha256 });

describe('what a clinic has of its lines', () => {
  it('lacks what is not there, and what is there in a voice of second choice only, which is kept for so long', () => {
    const wanted = [words('1', 'ann', 'bob'), words('2', 'ann', 'bob'), words('3', 'ann')];
    const stock = [key('ann', '1'), key('bob', '2')];

    expect(reviewStock(wanted, stock)).toEqual({ lacking: [wanted[1], wanted[2]], unused: [] });
  });

  it('has no use for other texts, other voices, and a second voice beside the first', () => {
    const stock = [key('ann', '1'), key('bob', '1'), key('eve', '1'), key('ann', '9')];

    expect(reviewStock([words('1', 'ann', 'bob')], stock)).toEqual({
      lacking: [],
      unused: [key('bob', '1'), key('eve', '1'), key('ann', '9')],
    });
  });

  it('counts a text that two lines share once for each voice that one of them wants', () => {
    const wanted = [words('1', 'ann'), words('1', 'bob')];
    expect(reviewStock(wanted, [key('ann', '1'), key('bob', '1')])).toEqual({ lacking: [], unused: [] });
  });
});
