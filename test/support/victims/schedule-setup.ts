import type { VictimsOf } from './victims.types.js';

export const scheduleSetupVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
