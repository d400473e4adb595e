import { writeFileSync } from 'node:fs';
import type { CallReport } from './caller/call-report.types.js';
import { CallStation, type CallTarget, type StationCall, type StationTools } from './caller/call-station.js';
import { coloured, plain, summaryLines, transcriptLine } from './caller/transcript.builder.js';
import { writeStereoWav } from './speech/wav.codec.js';

export interface RunCallOptions extends Pick<StationCall, 'scenario' | 'signal'> {
  target: CallTarget;
  /** Gets the transcript line by line while the call goes on, then the summary. */
  print?: (line: string) => void;
  colour?: boolean;
  /** Where to write the recording: stereo, the caller left, the agent right, both as they were heard on the line. */
  wavFile?: string | undefined;
  tools?: StationTools;
}

/**
 * Places one simulated call to a running server and judges it. Whoever calls is new to the clinic: as the same patient they would
 * soon have as many visits to come as it allows, and no later call would book.
 *
 * @throws ScenarioError for a scenario that does not exist or can't be read
 * @throws ServerUnreachableError when nobody answers at the target
 */
export async function runCall(options: RunCallOptions): Promise<CallReport> {
  const { print, wavFile } = options;
  const paint = options.colour ? coloured : plain;
  const station = new CallStation(options.target, { ...options.tools, newNumbers: true });
  try {
    const report = await station.call({
      scenario: options.scenario,
      signal: options.signal,
      watch: (progress, atMs) => {
        const line = transcriptLine(progress, atMs, paint);
        if (line !== null) print?.(line);
      },
      ...(wavFile === undefined ? {} : { onRecording: (recording) => writeRecording(wavFile, recording) }),
    });
    for (const line of summaryLines(report, paint)) print?.(line);
    return report;
  } finally {
    await station.close();
  }
}

function writeRecording(file: string, { caller, agent }: { caller: Buffer; agent: Buffer }): void {
  writeFileSync(file, writeStereoWav([{ atMs: 0, audio: caller }], [{ atMs: 0, audio: agent }]));
}
