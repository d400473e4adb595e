export type OptOutWord = 'STOP' | 'START' | 'HELP';

const WORDS: Readonly<Record<OptOutWord, readonly string[]>> = {
  STOP: ['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
};

/**
 * What a text means to the carrier itself, on an ordinary number. The word must stand alone: `STOP PLEASE` is no opt-out.
 * Note `CANCEL`, which a clinic would rather have for its appointments.
 */
export function optOutWordOf(body: string): OptOutWord | null {
  const said = body.trim().toUpperCase();
  return (Object.keys(WORDS) as OptOutWord[]).find((word) => WORDS[word].includes(said)) ?? null;
}

/** What the carrier answers by itself. */
export const CONFIRMATIONS: Readonly<Record<OptOutWord, string>> = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};
