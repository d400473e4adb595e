import type { VictimsOf } from './victims.types.js';

export const patientVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
