import { z } from 'zod';
import type { KnowledgeService } from '../../../knowledge/knowledge.service.js';
import type { Language } from '../../../profiles/agent-profile.types.js';
import { defineTool, rejected, succeeded, type Tool } from '../tool.types.js';

/** Only the clinic's own words are an answer; they are read out, and change nothing, whatever they say. */
export const answerQuestionTool = (knowledge: KnowledgeService, languages: readonly Language[]): Tool =>
  defineTool({
    name: 'answer_question',
    description:
      "Looks up the clinic's own answer to a question about its services and policies, such as payment plans, late cancellations or a first visit.",
    mutates: false,
    schema: z.object({
      question: z
        .string()
        .trim()
        .min(1)
        .max(300)
        .describe("What the caller wants to know, in few words and in the caller's language."),
    }),
    guidance: [
      "A question that no other tool answers: use answer_question. When it knows no answer, say that you don't know and that the desk calls back, and use take_message with kind question.",
    ],
    run: async ({ question }, { call }) => {
      const answer = await knowledge.answer({ clinicId: call.clinicId, languages, question });
      if (answer !== null) return succeeded({ answer });
      return rejected('not_known', "Say that you don't know, and use take_message so that the desk calls back.");
    },
  });
