const CHARACTERS_PER_TOKEN = 4;

/** About as many as a model reads. */
export const tokensIn = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

/** Pieces of a reply's text as a model thinks of them: a few letters, with the space before them. Joined they are the text. */
export const tokensOfText = (text: string): string[] => text.match(/\s?\S{1,4}|\s/gu) ?? [];

const CHARACTERS_OF_JSON = 6;
/** Arguments without end would take minutes, at the pace of words. */
const MOST_FRAGMENTS = 200;

/** Arguments of a call, torn anywhere. Joined they are the arguments. */
export function fragmentsOf(json: string): string[] {
  const characters = [...json];
  const size = Math.max(CHARACTERS_OF_JSON, Math.ceil(characters.length / MOST_FRAGMENTS));
  const fragments: string[] = [];
  for (let at = 0; at < characters.length; at += size) fragments.push(characters.slice(at, at + size).join(''));
  return fragments;
}
