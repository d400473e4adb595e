import { addressIn, phoneNumberIn, wordIn } from '../form.codec.js';
import { accountPath } from '../json-values.builder.js';
import type { IncomingNumber } from '../numbers/incoming-number.types.js';
import { pageOf } from '../page.builder.js';
import { RestError } from '../rest.errors.js';
import { json, noContent, type Route } from '../rest.types.js';
import type { MessageCenter } from './message-center.js';
import { isAskedFor } from './message-filter.policy.js';
import { messageJson } from './message-json.builder.js';
import type { Message } from './message.types.js';
import { MAX_BODY_LENGTH } from './segments.policy.js';

/** `/Messages`: send, list, look up, cancel, redact and delete texts. */
export function messageRoutes(accountSid: string, center: MessageCenter, numbers: readonly IncomingNumber[]): Route[] {
  const messageOf = (sid: string): Message => {
    const message = center.fetch(sid);
    if (!message) throw new RestError(20404);
    return message;
  };
  const answerWith = (status: number, message: Message) => json(status, messageJson(message, accountSid));

  return [
    {
      method: 'POST',
      path: /^\/Messages\.json$/,
      answer: ({ form }) => {
        const to = phoneNumberIn(form, 'To', { missing: 21604, invalid: 21211 });
        const from = phoneNumberIn(form, 'From', { missing: 21603, invalid: 21212 });
        if (!numbers.some(({ phoneNumber }) => phoneNumber === from)) throw new RestError(21606);
        const body = form.get('Body');
        if (!body) throw new RestError(21602);
        if (body.length > MAX_BODY_LENGTH) throw new RestError(21617);
        const statusCallback = addressIn(form, 'StatusCallback', 21609);
        return answerWith(201, center.send({ to, from, body, statusCallback }));
      },
    },
    {
      method: 'GET',
      path: /^\/Messages\.json$/,
      answer: ({ query }) => {
        const found = center.list().filter((message) => isAskedFor(message, query));
        const place = { path: `${accountPath(accountSid)}/Messages.json`, query };
        return json(
          200,
          pageOf('messages', found, place, (message) => messageJson(message, accountSid)),
        );
      },
    },
    {
      method: 'GET',
      path: /^\/Messages\/(SM\w+)\.json$/,
      answer: (_request, sid) => answerWith(200, messageOf(sid)),
    },
    {
      method: 'POST',
      path: /^\/Messages\/(SM\w+)\.json$/,
      answer: ({ form }, sid) => {
        const message = messageOf(sid);
        if (wordIn(form, 'Status', ['canceled'] as const)) center.cancel(message);
        else if (form.get('Body') === '') center.redact(message);
        else throw new RestError(20001); // words can be taken back, not changed
        return answerWith(200, message);
      },
    },
    {
      method: 'DELETE',
      path: /^\/Messages\/(SM\w+)\.json$/,
      answer: (_request, sid) => {
        center.remove(messageOf(sid));
        return noContent();
      },
    },
  ];
}
