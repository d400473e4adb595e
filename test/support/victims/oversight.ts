import type { VictimsOf } from './victims.types.js';

export const oversightVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
