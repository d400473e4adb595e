/** What the agent has to know once a caller has begun to say the number of their card, as lines of its instructions. */
export const linesAboutCards = (told: string): string[] => [
  'Payment cards:',
  `- The caller began to say the number of a card, and has been told by us: "${told}" Do not repeat that.`,
  '- Never ask for a card number, never repeat digits of one, and put none into the arguments of a tool.',
  '- Go on with what the caller called for. Payments are made at the front desk.',
];
