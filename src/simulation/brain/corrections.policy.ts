/** How people take back what they have just said: `no`, `no, wait`, `I mean`. */
const TAKES_BACK =
  /(?:^|[,.;:!?–—-]\s*|\s(?=I mean|I meant|scratch that|make that))(?:no|sorry|wait|actually|rather|I mean|I meant|scratch that|make that|correction|my mistake|oops|excuse me)\b(?:[,.\s]+(?:no|sorry|wait|actually|rather|I mean|I meant|I said|it is|it's)\b)*[,.\s]+/gi;

/** What is left to count after somebody has taken something back; null when nobody has. */
export function correctionIn(text: string): string | null {
  const last = [...text.matchAll(TAKES_BACK)].at(-1);
  const rest = last && text.slice(last.index + last[0].length).trim();
  return rest === undefined || rest === '' || rest === text.trim() ? null : rest;
}
