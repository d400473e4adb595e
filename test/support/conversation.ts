import type { ScriptedDeepgram, ScriptedSession } from './scripted-deepgram.js';
import { SignedCaller, type MediaSocket } from './signed-caller.js';
import type { TestLine } from './test-line.js';

export interface Conversation {
  caller: SignedCaller;
  media: MediaSocket;
  agent: ScriptedSession;
}

/** A call in conversation, both ends in hand: the greeting is played, and whatever comes. */
export async function converse(line: TestLine, deepgram: ScriptedDeepgram): Promise<Conversation> {
  const caller = new SignedCaller(line);
  const media = await caller.connect();
  media.playEverything();
  const agent = await deepgram.nextSession();
  await agent.open();
  return { caller, media, agent };
}
