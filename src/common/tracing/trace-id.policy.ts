/**
 * The trace of a call is named by the call's own 16 bytes: every process that serves a part of it knows the name, and so does
 * whoever has the call's id from a log line.
 */
export const traceIdOf = (callId: string): string => callId.replaceAll('-', '').toLowerCase();
