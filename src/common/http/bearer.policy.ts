/** The token of an `Authorization` header of the scheme `Bearer` (RFC 6750); undefined for any other. */
export const bearerToken = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
