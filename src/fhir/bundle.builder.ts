import { FHIR_BASE, type Bundle, type Resource } from './fhir.types.js';

/** A page of a search, with links that hold what was asked for and where the next page begins. */
export function searchsetOf<Shown extends Resource>(
  publicUrl: string,
  /** Path and query of the request. */
  asked: string,
  { items, nextCursor }: { items: readonly Shown[]; nextCursor: string | null },
): Bundle<Shown> {
  const self = new URL(asked, publicUrl);
  const next = new URL(self);
  if (nextCursor !== null) next.searchParams.set('_cursor', nextCursor);
  const entry = items.map((resource) => ({
    fullUrl: new URL(`/${FHIR_BASE}/${resource.resourceType}/${resource.id}`, publicUrl).href,
    resource,
    search: { mode: 'match' as const },
  }));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [
      { relation: 'self', url: self.href },
      ...(nextCursor === null ? [] : [{ relation: 'next' as const, url: next.href }]),
    ],
    ...(entry.length > 0 ? { entry } : {}),
  };
}
