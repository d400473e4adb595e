import type { CreateApp } from '../../common/common.module.js';
import { stageDatabasesAt, type StageDatabases } from '../../evals/stage/stage-databases.js';
import { createSpeech } from '../../simulation/speech/speech.service.js';
import { judgeCall, judgeScene } from '../judge/judge-call.policy.js';
import { buildStory } from '../judge/story.builder.js';
import { buildScenePlan, type SceneWish } from '../plan/scene-plan.builder.js';
import { playScene } from './scene.js';

/** What a process is told to play. */
export interface PlayerOrder {
  /** Of the server that has the databases. */
  databaseUrl: string;
  wish: SceneWish;
}

/** What came of a scene. */
export interface JudgedScene {
  scene: number;
  held: number;
  broke: number;
  /** Of the calls that broke. */
  stories: string[];
  /** On the line, of all its calls. */
  callSeconds: number;
  cpuSeconds: number;
}

export type PlayedOrder = JudgedScene | { scene: number; error: string };

/** Plays scenes in this very process, one after the other, as the process before it orders. */
export function playAsOrdered(createApp: CreateApp): void {
  const speech = createSpeech();
  let databases: StageDatabases | null = null;
  process.on('message', (order) => void answer(order as PlayerOrder));
  process.once('disconnect', () => process.exit()); // nobody is left to tell

  async function answer({ databaseUrl, wish }: PlayerOrder): Promise<void> {
    databases ??= stageDatabasesAt(databaseUrl);
    const played = await judgedScene(wish, { createApp, databases, speech }).catch((error: unknown): PlayedOrder => ({
      scene: wish.scene,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }));
    process.send?.(played);
  }
}

/** Plays a scene and judges each of its calls. */
export async function judgedScene(wish: SceneWish, parts: Parameters<typeof playScene>[1]): Promise<JudgedScene> {
  const before = process.cpuUsage();
  const plan = buildScenePlan(wish);
  const { scene, calls } = await playScene(plan, parts);
  const ofAll = judgeScene(scene);
  const judged = calls.map((call) => ({ call, complaints: [...ofAll, ...judgeCall(call, scene)] }));
  const broken = judged.filter(({ complaints }) => complaints.length > 0);
  const { user, system } = process.cpuUsage(before);
  return {
    scene: plan.scene,
    held: judged.length - broken.length,
    broke: broken.length,
    stories: broken.map(({ call, complaints }) => buildStory(plan, call, complaints)),
    callSeconds: calls.reduce((sum, { account }) => sum + account.ending.durationMs / 1000, 0),
    cpuSeconds: (user + system) / 1_000_000,
  };
}
