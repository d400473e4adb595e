import type { VictimsOf } from './victims.types.js';

export const webhookVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
