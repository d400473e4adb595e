import { WebSocket, type RawData } from 'ws';

export type UpgradeOutcome =
  | {
      kind: 'opened';
      /** Null when the other side closes without one. */
      firstMessage: Promise<string | null>;
      close(): void;
    }
  /** Answered with plain HTTP. */
  | { kind: 'refused'; status: number }
  | { kind: 'unreachable'; error: unknown };

/** Tries to open a socket; the caller closes an opened one. What is still going on when `signal` is aborted is cut. */
export function openSocket(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<UpgradeOutcome> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    const cut = () => socket.terminate();
    signal.addEventListener('abort', cut, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', cut));
    // From the start: a message may come in one segment with the answer to the upgrade, before anybody awaited that.
    const firstMessage = new Promise<string | null>((settle) => {
      socket.once('message', (data: RawData) => settle((data as Buffer).toString('utf8')));
      socket.once('close', () => settle(null));
    });
    socket.on('error', (error) => resolve({ kind: 'unreachable', error })); // stays: tearing down says so once more
    socket.once('open', () => resolve({ kind: 'opened', firstMessage, close: () => socket.close() }));
    socket.once('unexpected-response', (_request, response) => {
      resolve({ kind: 'refused', status: response.statusCode ?? 0 });
      socket.terminate();
    });
  });
}
