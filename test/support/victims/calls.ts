import type { VictimsOf } from './victims.types.js';

export const callVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
