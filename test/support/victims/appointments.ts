import type { VictimsOf } from './victims.types.js';

export const appointmentVictims: VictimsOf = () => Promise.resolve({ parameters: {} });
