/** TwiML, and a word for the metrics on why it was chosen. */
export interface Answer {
  twiml: string;
  result:
    | 'connected'
    | 'unknown_number'
    | 'refused'
    | 'overflow'
    | 'hung_up'
    | 'resumed'
    | 'handed_on'
    | 'desk'
    | 'put_through'
    | 'voicemail'
    | 'message_taken';
}
