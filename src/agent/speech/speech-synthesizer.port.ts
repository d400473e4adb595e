import type { AgentFailure } from '../voice-agent.port.js';

/** Turns a line into audio, ahead of the call that it is spoken in. Abstract class, so that it doubles as the injection token. */
export abstract class SpeechSynthesizer {
  /**
   * All of the audio, µ-law 8 kHz without a header. One attempt: retrying, and another voice, are the caller's decision.
   *
   * @param voice the provider's name, e.g. `aura-2-thalia-en`
   * @throws SpeechSynthesisError when there is none, and when `signal` is aborted before there is.
   */
  abstract synthesize(voice: string, text: string, signal?: AbortSignal): Promise<Buffer>;
}

/** Never tells what was to be said. `misused` may be the voice's or the text's fault: another voice can help, a retry can't. */
export class SpeechSynthesisError extends Error {
  constructor(readonly failure: AgentFailure) {
    super(`speech ${failure.kind}: ${failure.code}`);
  }

  /** For the log. */
  get code(): string {
    return this.failure.code;
  }
}
