import { setMaxListeners } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readChaosArguments, USAGE } from './chaos/command/chaos.arguments.js';
import { playScenes } from './chaos/command/chaos-players.js';
import { scenesOf } from './chaos/command/scenes.policy.js';
import { runPlaying } from './evals/command/command-line.js';
import { openStageDatabases } from './evals/stage/stage-databases.js';
import type { CommandContext } from './runtime/command.runner.js';

async function chaos({ clock, stopping, print }: CommandContext): Promise<void> {
  const options = readChaosArguments(process.argv.slice(2));
  if (options.help) return print(USAGE);
  setMaxListeners(0, stopping);
  const scenes = scenesOf(options);
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const startedAtMs = clock.nowMs();
  const databases = await openStageDatabases();
  let ended = 0;
  const played = await playScenes({
    scenes,
    databases,
    script: fileURLToPath(new URL('chaos-player.js', import.meta.url)),
    stopping,
    onScene: ({ scene, held, broke, stories, callSeconds, cpuSeconds }) => {
      const pace = `${callSeconds.toFixed(0)} s of calls in ${cpuSeconds.toFixed(1)} s of work`;
      tell(`${++ended}/${scenes.length} scene ${scene}: ${held} held, ${broke} broke; ${pace}`);
      for (const story of stories) tell(`\n${story}\n`);
    },
  }).finally(() => databases.close());
  const sum = (of: (scene: (typeof played)[number]) => number) => played.reduce((all, scene) => all + of(scene), 0);
  const held = sum((scene) => scene.held);
  const broke = sum((scene) => scene.broke);
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify({ seed: options.seed, held, broke, scenes: played }, null, 2)}\n`);
  const seconds = (clock.nowMs() - startedAtMs) / 1000;
  print(
    `seed ${options.seed}: ${sum((scene) => scene.callSeconds).toFixed(0)} s of calls in ${seconds.toFixed(0)} s, ${sum((scene) => scene.cpuSeconds).toFixed(0)} s of work`,
  );
  print(`calls: ${held} held, ${broke} broke`);
  if (broke > 0) process.exitCode = 1;
}

await runPlaying(chaos);
