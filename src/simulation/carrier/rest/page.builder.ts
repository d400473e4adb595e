const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/**
 * The page of a list that a query asks for, in the API's envelope. `items` has the whole list. The next page begins after
 * the last item of this one, whatever comes in at the top in the meantime: its token names that item.
 */
export function pageOf<T extends { sid: string }>(
  name: string,
  items: readonly T[],
  { path, query }: { path: string; query: URLSearchParams },
  present: (item: T) => object,
): object {
  const pageSize = Math.min(Math.max(Number(query.get('PageSize')) || DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE);
  const page = Math.max(Number(query.get('Page')) || 0, 0);
  const before = items.findIndex(({ sid }) => `PA${sid}` === query.get('PageToken'));
  const start = before >= 0 ? before + 1 : page * pageSize;
  const shown = items.slice(start, start + pageSize);
  const last = shown.at(-1);

  const uri = (number: number, token?: string): string => {
    const asked = new URLSearchParams(query);
    asked.delete('PageToken');
    asked.set('PageSize', String(pageSize));
    asked.set('Page', String(number));
    if (token !== undefined) asked.set('PageToken', token);
    return `${path}?${asked.toString()}`;
  };
  return {
    [name]: shown.map(present),
    page,
    page_size: pageSize,
    start,
    end: Math.max(start + shown.length - 1, 0),
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: last && start + shown.length < items.length ? uri(page + 1, `PA${last.sid}`) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  };
}
