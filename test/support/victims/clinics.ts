import type { VictimsOf } from './victims.types.js';

export const clinicVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
