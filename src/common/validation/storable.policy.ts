/** NUL and lone surrogates are valid in JSON and in what vendors send, yet no Postgres text or jsonb can hold them. */
export const storable = (text: string): string => text.replace(/[\0\p{Cs}]/gu, '');

/** Nor anything that is not seen and changes what is: controls, and what turns the order of the words around it. */
export const readable = (text: string): string =>
  storable(text).replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '');
