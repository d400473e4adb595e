/** NUL and lone surrogates are valid in JSON and in what vendors send, yet no Postgres text or jsonb can hold them. */
export const storable = (text: string): string => text.replace(/[\0\p{Cs}]/gu, '');
