import type { VictimsOf } from './victims.types.js';

export const searchVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
