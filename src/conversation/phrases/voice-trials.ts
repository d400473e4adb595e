/** A voice that failed at so many texts and spoke none is at fault itself, and the texts are not. */
const HOPELESS_AFTER = 2;

/** How voices did in one run: one that the provider doesn't have is not asked for line after line. */
export class VoiceTrials {
  private readonly failures = new Map<string, number>();
  private readonly spoken = new Set<string>();

  spoke(voice: string): void {
    this.spoken.add(voice);
  }

  failed(voice: string): void {
    this.failures.set(voice, (this.failures.get(voice) ?? 0) + 1);
  }

  isHopeless(voice: string): boolean {
    return !this.spoken.has(voice) && (this.failures.get(voice) ?? 0) >= HOPELESS_AFTER;
  }
}
