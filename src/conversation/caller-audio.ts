import { CallerAudioConditioner, type Conditioning } from '../audio/caller-audio.conditioner.js';
import { CallerAudioHealth } from '../audio/caller-audio.meter.js';
import type { AudioTally } from '../audio/audio-health.types.js';
import { BYTES_PER_MS } from '../audio/frame.types.js';
import type { Clock } from '../common/clock/clock.js';
import type { CallMedia } from './call-media.port.js';

/** The caller's audio of one media stream: measured as it comes, then conditioned for whoever listens to it. */
export class CallerAudio {
  private readonly health = new CallerAudioHealth();
  private conditioner: CallerAudioConditioner | null = null;
  private agentEndsAtMs = -Infinity;

  constructor(private readonly clock: Clock) {}

  /** What the clinic wants done to the audio, from the next frame on. */
  conditionAs(conditioning: Conditioning): void {
    this.conditioner = new CallerAudioConditioner(conditioning);
  }

  /** Hot path. The frame as it is to be listened to; the very same buffer unless the clinic wants it changed. */
  heard(frame: Buffer): Buffer {
    this.health.callerFrame(frame, this.clock.nowMs());
    return this.conditioner?.condition(frame) ?? frame;
  }

  /** The same stream, watched for what the agent says: the caller's audio may carry the echo of it. */
  watched(media: CallMedia): CallMedia {
    return {
      sendAudio: (chunk) => {
        media.sendAudio(chunk);
        this.agentSpoke(chunk);
      },
      sendMark: (name) => media.sendMark(name),
      clear: () => {
        media.clear();
        this.agentWasCut();
      },
      close: () => media.close(),
    };
  }

  /** To be stored once, at the end of the stream. */
  tally(): AudioTally {
    return this.health.tally();
  }

  /** The carrier plays what it is sent one after another, in real time. */
  private agentSpoke(chunk: Buffer): void {
    const playsAtMs = Math.max(this.clock.nowMs(), this.agentEndsAtMs);
    this.health.agentAudio(chunk, playsAtMs);
    this.agentEndsAtMs = playsAtMs + chunk.length / BYTES_PER_MS;
  }

  private agentWasCut(): void {
    const nowMs = this.clock.nowMs();
    this.health.agentCut(nowMs);
    this.agentEndsAtMs = Math.min(nowMs, this.agentEndsAtMs);
  }
}
