/** How far a caller who says a card's number has been asked not to. */
export interface CardNotice {
  /** How often they were asked in this call. */
  told: number;
  /** `due`: to be said as soon as nobody is spoken over; `playing`: the caller has not heard it to its end. */
  line: 'none' | 'due' | 'playing';
  /** Their latest turn held digits that may be a card's. */
  saysDigits: boolean;
}

/** Nothing is recorded now, and digits are not written down. */
export const isHushed = ({ line, saysDigits }: CardNotice): boolean => saysDigits || line !== 'none';
