import type { ClinicSealer } from '../common/crypto/clinic-sealer.js';

/**
 * What is kept of a code: the id makes the same digits another token each time, and without the clinic's key nobody can try the
 * million codes there are.
 */
export const codeHash = (sealer: ClinicSealer, codeId: string, digits: string): string =>
  sealer.index('code', `${codeId}:${digits}`);
