import type { Consent, ConsentInHistory } from './consent.types.js';

/** Rows of one number or call, oldest first: each that was given is withdrawn by the next refusal of the same thing. */
export function withWithdrawals(consents: readonly Consent[]): ConsentInHistory[] {
  return consents.map((consent, place) => {
    const refusal =
      consent.choice === 'given'
        ? consents.slice(place + 1).find((later) => later.choice === 'refused' && isAboutTheSame(consent, later))
        : undefined;
    const withdrawn = refusal && { at: refusal.at, channel: refusal.channel, evidence: refusal.evidence };
    return { ...consent, withdrawn: withdrawn ?? null };
  });
}

/** Being recorded is agreed to for one call, being contacted for all of them. */
const isAboutTheSame = (one: Consent, other: Consent): boolean =>
  one.purpose === other.purpose && (one.purpose === 'recording' ? one.callId === other.callId : true);
