const PRIVATE = [
  /^localhost$/,
  /\.(local|internal|localhost)$/,
  /^(0|10|127|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))(\.\d+){2,3}$/,
  /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]$/,
];

/** True for hosts that nobody outside can reach, whatever DNS says. @param hostname as `URL` gives it */
export const isLocalHost = (hostname: string): boolean => PRIVATE.some((pattern) => pattern.test(hostname));
