import { setMaxListeners } from 'node:events';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { castOf, scenariosIn } from './evals/command/cast.js';
import { runPlaying, UsageError } from './evals/command/command-line.js';
import { readEvalsArguments } from './evals/command/evals.arguments.js';
import { runEvals, type EvalsContext } from './evals/command/evals.command.js';
import { playAll, type Playbill } from './evals/command/playbill.runner.js';
import { playVirtually } from './evals/command/virtual-players.js';
import { LiveScenarios } from './evals/live/live-scenarios.js';
import { liveStage } from './evals/live/live-stage.js';
import { buildJsonReport } from './evals/report/eval-report.builder.js';
import { anchorOf, buildHtmlReport } from './evals/report/html-report.builder.js';
import { buildScorecard } from './evals/report/scorecard.builder.js';
import type { EvalRun } from './evals/report/report.types.js';
import { ProcessHost } from './evals/stage/process-host.js';
import { openStageDatabases } from './evals/stage/stage-databases.js';
import { Stage } from './evals/stage/stage.js';
import type { StageOptions } from './evals/stage/stage.types.js';
import type { CommandContext } from './runtime/command.runner.js';
import { deepgramAt } from './runtime/composition.builder.js';
import { ScenariosService } from './simulation/caller/scenarios.service.js';

async function evals(context: CommandContext): Promise<void> {
  const { settings, clock, stopping, print } = context;
  setMaxListeners(0, stopping); // every caller listens
  const options = readEvalsArguments(process.argv.slice(2));
  const live = options.live ? liveParts(context, options.driver) : null;
  const scenarios = scenariosIn(options.scenarios, live ? LiveScenarios : ScenariosService);
  const cast = castOf(scenarios, options.filter, (scenario) => live === null || scenario.live !== undefined);
  const page = options.html ?? join(settings.dataDir, 'evals', 'report.html');
  for (const file of [page, options.json]) if (file !== null) refuseUnwritable(file);

  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const { driver, repeat, realTime, parallel } = options;
  const pace = realTime ? `in real time, ${parallel} calls at once` : 'in virtual time';
  tell(`${cast.length} scenarios, ${repeat} times each, ${pace} …`);
  const playbill = { driver, scenarios: cast, firstRun: options.seed, repeat, parallel, stopping };
  const play: EvalsContext['play'] = realTime
    ? (onRun) => playInRealTime({ ...playbill, onRun }, scenarios, live)
    : (onRun) => playInVirtualTime({ ...playbill, onRun }, scenarios, options.scenarios);
  const report = await runEvals({ play, all: cast.length * repeat, driver, repeat, clock, tell });
  writeFileSync(page, buildHtmlReport(report));
  if (options.json !== null) writeFileSync(options.json, buildJsonReport(report));
  for (const line of buildScorecard(report, (run) => `${shown(page)}#${anchorOf(run)}`)) print(line);
  print(`\nReport    ${shown(page)}`);
  if (report.runs.some(({ ok }) => !ok)) process.exitCode = 1;
}

type Evening = Playbill & Pick<StageOptions, 'driver'>;

async function playInRealTime(
  playbill: Evening,
  scenarios: ScenariosService,
  live: StageOptions['live'] | null,
): Promise<EvalRun[]> {
  const { driver, stopping } = playbill;
  const host = new ProcessHost(scriptBeside('evals-server.js'));
  const stage = await Stage.open({ driver, scenarios, host, signal: stopping, ...(live ? { live } : {}) });
  return playAll(playbill, (scenario, run) => stage.play(scenario, run)).finally(() => stage.close());
}

async function playInVirtualTime(
  playbill: Evening,
  scenarios: ScenariosService,
  folder: string | null,
): Promise<EvalRun[]> {
  const databases = await openStageDatabases();
  const script = scriptBeside('evals-player.js');
  return playVirtually({ ...playbill, names: scenarios.names(), folder, databases, script }).finally(() =>
    databases.close(),
  );
}

const scriptBeside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function liveParts(
  { settings, clock, logger }: CommandContext,
  driver: StageOptions['driver'],
): NonNullable<StageOptions['live']> {
  const { apiKey } = settings.deepgram;
  if (apiKey === undefined) {
    throw new UsageError(
      'Live calls need DEEPGRAM_API_KEY, for the receptionist and for the model that plays the caller. The carrier stays simulated.',
    );
  }
  const { model = null } = settings;
  if (driver === 'pipeline' && model === null)
    throw new UsageError('Live calls on the pipeline need LLM_PROVIDER and LLM_API_KEY as well.');
  return liveStage({ deepgram: deepgramAt(settings, apiKey), model }, clock, logger);
}

/** Before it begins: nobody wants to hear after minutes that it was not kept. */
function refuseUnwritable(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, 'a'));
  } catch {
    throw new UsageError(`${file} can not be written.`);
  }
}

/** As somebody in this folder would name it. */
function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}

await runPlaying(evals);
