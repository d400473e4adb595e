import type { ChildProcess } from 'node:child_process';
import { mostPlayers, startPlayer } from '../../evals/stage/stage-process.js';
import type { StageDatabaseServer } from '../../evals/stage/stage-databases.js';
import type { SceneWish } from '../plan/scene-plan.builder.js';
import type { JudgedScene, PlayedOrder, PlayerOrder } from '../play/chaos-player.js';
import { againCommand } from '../judge/story.builder.js';
import { buildScenePlan } from '../plan/scene-plan.builder.js';

export interface ChaosPlay {
  scenes: readonly SceneWish[];
  databases: StageDatabaseServer;
  /** The compiled `chaos-player.js`. */
  script: string;
  onScene: (scene: JudgedScene) => void;
  stopping: AbortSignal;
}

/**
 * Plays all of it, in a few processes. A scene that can't be played breaks all of its calls.
 *
 * @throws AbortError when it is asked to stop
 */
export async function playScenes({ scenes, databases, script, onScene, stopping }: ChaosPlay): Promise<JudgedScene[]> {
  const due = [...scenes];
  const played: JudgedScene[] = [];
  const lane = async (): Promise<void> => {
    let player: ChildProcess | undefined;
    for (let wish = due.shift(); wish && !stopping.aborted; wish = due.shift()) {
      player = player?.connected ? player : startPlayer(script);
      const scene = await playOne(player, { databaseUrl: databases.url, wish }, stopping);
      if (stopping.aborted) break;
      played.push(scene);
      onScene(scene);
    }
    player?.kill();
  };
  await Promise.all(Array.from({ length: Math.min(mostPlayers(), scenes.length) }, lane));
  stopping.throwIfAborted();
  return played.sort((one, other) => one.scene - other.scene);
}

function playOne(player: ChildProcess, order: PlayerOrder, stopping: AbortSignal): Promise<JudgedScene> {
  const { wish } = order;
  player.send(order);
  return new Promise((resolve) => {
    const settle = (scene: JudgedScene) => {
      player.off('message', onMessage);
      player.off('exit', onExit);
      stopping.removeEventListener('abort', onStop);
      resolve(scene);
    };
    const onMessage = (message: unknown) => {
      const answer = message as PlayedOrder;
      if ('error' in answer) player.disconnect(); // it ends then: nobody knows what it has left behind
      settle('error' in answer ? unplayed(wish, answer.error) : answer);
    };
    const onExit = (code: number | null, signal: string | null) =>
      settle(unplayed(wish, `its process ended (${signal ?? code})`));
    const onStop = () => player.kill();
    player.on('message', onMessage);
    player.once('exit', onExit);
    stopping.addEventListener('abort', onStop, { once: true });
  });
}

function unplayed(wish: SceneWish, why: string): JudgedScene {
  const plan = buildScenePlan(wish);
  const story = [
    `scene ${wish.scene}, seed ${wish.seed}, ${wish.driver} was not played to its end: ${againCommand(plan)}`,
    `  ✗ ${why}`,
    ...plan.faults.map((fault) => `  everybody: ${JSON.stringify(fault)}`),
  ].join('\n');
  return { scene: wish.scene, held: 0, broke: plan.calls.length, stories: [story], callSeconds: 0, cpuSeconds: 0 };
}
