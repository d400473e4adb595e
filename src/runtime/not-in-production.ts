import { OperatorError } from './runtime.errors.js';

/**
 * Stand-ins and the demo: production needs neither, and its image has only what is reached without the imports of this file
 * (`scripts/image-files.mjs`). So nothing that production needs imports them in another way.
 */
export const loadStandIns = () => import('./stand-ins.js').catch(refuse);
export const loadDemo = () => import('./demo.js').catch(refuse);

function refuse(error: unknown): never {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
  throw new OperatorError('Stand-ins and the demo are not installed here.\nFix: set NODE_ENV to production.', {
    cause: error,
  });
}
