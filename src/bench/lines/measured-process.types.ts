/** Asked over the channel of a measured process, one at a time. Each answer is a number. */
export const QUESTIONS = {
  /** Its milliseconds of CPU so far. */
  cpu: 'cpu',
  /** What its heap and its buffers hold that something still refers to, in bytes. Collects garbage, which takes CPU. */
  liveBytes: 'live bytes',
} as const;

export type Question = (typeof QUESTIONS)[keyof typeof QUESTIONS];
