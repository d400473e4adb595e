/** Asked over the channel of a measured process; the answer is its milliseconds of CPU so far, as a number. */
export const CPU_QUESTION = 'cpu';
