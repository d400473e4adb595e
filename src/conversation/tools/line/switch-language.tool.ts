import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../profiles/agent-profile.types.js';
import { defineTool, rejected, succeeded, type Tool } from '../tool.types.js';

/** `offered`: what the clinic's receptionist speaks. */
export const switchLanguageTool = (offered: readonly Language[]): Tool =>
  defineTool({
    name: 'switch_language',
    description:
      'Goes on in another language, with a voice of that language. Use it as soon as the caller speaks it or asks for it.',
    mutates: false,
    schema: z.object({ language: z.enum(LANGUAGES).describe('en for English, es for Spanish.') }),
    run: ({ language }) =>
      Promise.resolve(
        offered.includes(language)
          ? { ...succeeded({ language }), then: { type: 'switch_language' as const, language } }
          : rejected('not_spoken', 'That language is not spoken here. Say so, and offer to take a message.'),
      ),
  });
