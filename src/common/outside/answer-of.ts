import type { ClientRequest, IncomingMessage } from 'node:http';

/** With a code, as errors of the network have: those without one are the agents' own refusals. */
class NoAnswerError extends Error {
  readonly code = 'ENOANSWER';
}

/**
 * Resolves when an answer begins. One that would make something else of the connection (101) is none, and Node tells of it neither as
 * an answer nor as an error.
 */
export const answerOf = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request
      .on('response', resolve)
      .on('upgrade', (_, socket) => {
        socket.destroy();
        reject(new NoAnswerError());
      })
      .on('error', reject)
      .on('close', () => reject(new NoAnswerError()));
  });
