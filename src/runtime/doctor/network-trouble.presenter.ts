const WORDS: Record<string, string> = {
  ENOTFOUND: 'the host name is not known to DNS',
  EAI_AGAIN: 'DNS does not answer',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EHOSTUNREACH: 'the host can not be reached',
  ENETUNREACH: 'the network can not be reached',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  connect_timeout: 'no answer in time',
  invalid_handshake: 'it does not speak WebSocket',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without the one that issued it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
  EPROTO: 'it does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
};

/** What the system, or a driver of ours, says about a connection that did not come about, in words. Never quotes an address. */
export function networkTrouble(error: unknown): string {
  const code = codeOf(error);
  return code === null ? 'the connection failed' : (WORDS[code] ?? `the connection failed (${code})`);
}

/** `fetch` hides the system's error behind one of its own, and tries of several addresses behind another. */
function codeOf(error: unknown): string | null {
  const { code, cause, errors } = (error ?? {}) as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  const inner: unknown = Array.isArray(errors) ? errors[0] : cause;
  return inner === undefined ? null : codeOf(inner);
}
