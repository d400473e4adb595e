import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAME_BYTES } from '../../audio/frame.types.js';
import { projectRoot } from '../../config/project-root.js';

/** Real speech at the pace of a telephone: one of the lines that the product ships. */
export function speechFrames(): Buffer[] {
  const speech = readFileSync(join(projectRoot, 'assets', 'phrases', 'greeting.ulaw'));
  const count = Math.floor(speech.length / FRAME_BYTES);
  return Array.from({ length: count }, (_, i) => speech.subarray(i * FRAME_BYTES, (i + 1) * FRAME_BYTES));
}

/** Agent audio comes in chunks of no fixed length, faster than it is played: here 120 ms. Nothing of it is silence. */
export const AGENT_CHUNK = Buffer.alloc(6 * FRAME_BYTES, 0x2a);

/** A turn of the caller's, as the provider tells it once it is over. */
export const CALLER_TURN: readonly object[] = [
  { type: 'UserStartedSpeaking' },
  { type: 'ConversationText', role: 'user', content: 'I would like to have my teeth cleaned.' },
  { type: 'EndOfTurn', trigger: 'model' },
];

/** The words of the reply, which come with its audio. */
export const REPLY_WORDS = {
  type: 'ConversationText',
  role: 'assistant',
  content: 'We have openings on Monday, on Tuesday, and on Thursday after three.',
};
