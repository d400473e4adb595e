import type { VictimsOf } from './victims.types.js';

export const fhirVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
