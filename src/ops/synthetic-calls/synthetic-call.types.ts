/**
 * What a synthetic call came to.
 * - `not_answered`: no instructions were had from the webhook, nor from the fallback address.
 * - `no_stream`: the media stream that they asked for could not be opened.
 * - `overflow`: the line offered something else than its receptionist.
 * - `no_greeting`: nothing was heard on the stream.
 * - `no_reply`: the question was not answered by the receptionist; lines of ours into the silence are no answer.
 * - `cut_off`: the line hung up before that.
 * - `not_placed`: the fault is the test phone's; the log has it.
 */
export const SYNTHETIC_RESULTS = [
  'ok',
  'not_answered',
  'no_stream',
  'overflow',
  'no_greeting',
  'no_reply',
  'cut_off',
  'not_placed',
] as const;
export type SyntheticResult = (typeof SYNTHETIC_RESULTS)[number];

/** Each is measured from the one before it; `reply` from the last sound of the question. */
export const SYNTHETIC_STAGES = ['answer', 'stream', 'greeting', 'reply'] as const;
export type SyntheticStage = (typeof SYNTHETIC_STAGES)[number];
