import { z } from 'zod';
import { defineTool, succeeded, type Tool } from '../tool.types.js';

const ASK = {
  phone: 'Ask the caller to key in the phone number with area code, and then the pound key.',
  birth_date:
    'Ask the caller to key in the date of birth: two digits for the month, two for the day, four for the year.',
  code: 'Ask the caller to key in the six digits of the code that was texted to them.',
};

export const requestKeypadEntryTool = (): Tool =>
  defineTool({
    name: 'request_keypad_entry',
    description:
      "Lets the caller key in digits that were not understood twice, or that others should not hear. You will not see them: once keyed in, say 'keyed' wherever a tool asks for them.",
    mutates: false,
    schema: z.object({ field: z.enum(['phone', 'birth_date', 'code']).describe('What is to be keyed in.') }),
    run: ({ field }) =>
      Promise.resolve({ ...succeeded({ next: ASK[field] }), then: { type: 'await_keys' as const, field } }),
  });
