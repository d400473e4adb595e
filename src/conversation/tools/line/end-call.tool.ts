import { z } from 'zod';
import { defineTool, type Tool } from '../tool.types.js';

export const endCallTool = (): Tool =>
  defineTool({
    name: 'end_call',
    description:
      'Ends the call. Use it when the caller has said goodbye or needs nothing more; then say a short goodbye.',
    mutates: true,
    schema: z.object({}),
    run: () =>
      Promise.resolve({
        status: 'succeeded',
        result: { ending: true, next: 'Say a short goodbye. The line closes after it.' },
        then: { type: 'end_call' as const },
      }),
  });
