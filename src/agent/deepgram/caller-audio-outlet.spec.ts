import { CallerAudioOutlet, type AudioSocket } from './caller-audio-outlet.js';

/** A socket whose network takes what the test says. */
class SlowSocket {
  bufferedAmount = 0;
  readonly sent: string[] = [];
  private readonly unflushed: { bytes: number; flushed: (error?: Error) => void }[] = [];

  send(frame: Buffer, flushed: (error?: Error) => void): void {
    this.sent.push(frame.toString('latin1', 0, 1));
    this.bufferedAmount += frame.length;
    this.unflushed.push({ bytes: frame.length, flushed });
  }

  flush(error?: Error): void {
    const { bytes, flushed } = this.unflushed.shift()!;
    this.bufferedAmount -= bytes;
    flushed(error);
  }
}

/** One second of audio, marked by a letter. */
const second = (letter: string): Buffer => Buffer.alloc(8_000, letter);

function start() {
  const socket = new SlowSocket();
  const dropped: number[] = [];
  const outlet = new CallerAudioOutlet(socket as unknown as AudioSocket, (ms) => void dropped.push(ms));
  const send = (letters: string): void => [...letters].forEach((letter) => outlet.send(second(letter)));
  return { socket, outlet, send, dropped };
}

describe('caller audio on its way out', () => {
  it('goes straight to a socket that has room', () => {
    const { socket, send } = start();
    send('a');
    expect(socket.sent).toEqual(['a']);
  });

  it('waits while the socket has enough, and follows in order as the network takes it', () => {
    const { socket, send, dropped } = start();
    send('abc');
    expect(socket.sent).toEqual(['a']);
    socket.flush();
    expect(socket.sent).toEqual(['a', 'b']);
    socket.flush();
    socket.flush();
    expect(socket.sent).toEqual(['a', 'b', 'c']);
    expect(dropped).toEqual([]);
  });

  it('loses the oldest of what waits longer than 5 s, and says how much', () => {
    const { socket, send, dropped } = start();
    send('abcdefgh');
    expect(dropped).toEqual([1_000, 1_000]);
    for (let frame = 0; frame < 6; frame += 1) socket.flush();
    expect(socket.sent).toEqual(['a', 'd', 'e', 'f', 'g', 'h']);
  });

  it('does not overtake what waits when room appears without notice, as when a message of ours was flushed', () => {
    const { socket, send } = start();
    socket.bufferedAmount = 8_000;
    send('ab');
    socket.bufferedAmount = 0;
    send('c');
    socket.flush();
    socket.flush();
    expect(socket.sent).toEqual(['a', 'b', 'c']);
  });

  it('gives up what waits when the socket fails, instead of feeding it on', () => {
    const { socket, send } = start();
    send('abc');
    socket.flush(new Error('socket closed'));
    expect(socket.sent).toEqual(['a']);
  });

  it('forgets what waits when it is told to', () => {
    const { socket, outlet, send, dropped } = start();
    send('abc');
    outlet.clear();
    socket.flush();
    expect(socket.sent).toEqual(['a']);
    expect(dropped).toEqual([]);
  });
});
