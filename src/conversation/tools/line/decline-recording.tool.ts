import { z } from 'zod';
import { defineTool, succeeded, type Tool } from '../tool.types.js';

export const declineRecordingTool = (): Tool =>
  defineTool({
    name: 'decline_recording',
    description: 'Stops the recording of this call. Use it when the caller does not want to be recorded; then go on.',
    mutates: true,
    schema: z.object({}),
    run: () => Promise.resolve({ ...succeeded({ recorded: false }), then: { type: 'stop_recording' as const } }),
  });
