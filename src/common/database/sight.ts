import pg from 'pg';

/** May do what the product does, within the clinic that a transaction is for. The product's login steps into it, and so does the owner. */
export const APP_ROLE = 'crownline_app';

/**
 * Steps into the role, for one transaction: both end with it, so that poolers may hand the connection on after it.
 *
 * @param sight whose rows it sees: a clinic's id, `*` for every clinic, nothing for none
 */
export const seeing = (sight: string): string =>
  `SET LOCAL ROLE ${APP_ROLE}; SET LOCAL crownline.clinic = ${pg.escapeLiteral(sight)}`;
