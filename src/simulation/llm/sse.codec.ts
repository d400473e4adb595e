/** A server-sent event whose data is JSON. Anthropic's carry a name. */
export const sse = (data: object, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
