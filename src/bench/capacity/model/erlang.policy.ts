/**
 * The share of callers who find all lines busy, when so much is offered (Erlang B). An offer of one erlang keeps one line busy all the
 * time: calls a minute times their mean minutes. It holds for callers who come independently and don't wait.
 */
export function blockedShare(erlangs: number, lines: number): number {
  if (erlangs === 0) return lines === 0 ? 1 : 0;
  let inverse = 1; // of the share, line after line: the share itself gets too small to be held
  for (let line = 1; line <= lines; line++) inverse = 1 + (line / erlangs) * inverse;
  return 1 / inverse;
}

/** As many lines as it takes for no larger share of callers to find all of them busy. */
export function linesFor(erlangs: number, blockedAtMost: number): number {
  if (erlangs === 0) return 0;
  let inverse = 1;
  for (let line = 1; ; line++) {
    inverse = 1 + (line / erlangs) * inverse;
    if (1 / inverse <= blockedAtMost) return line;
  }
}

/** How much may be offered to so many lines. */
export function erlangsFor(lines: number, blockedAtMost: number): number {
  let [low, high] = [0, lines];
  while (high - low > 1e-6 * lines) {
    const middle = (low + high) / 2;
    if (blockedShare(middle, lines) <= blockedAtMost) low = middle;
    else high = middle;
  }
  return low;
}
