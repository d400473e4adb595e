import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * The least that makes an agent of a recogniser, a model and a voice:
 * `node bare-pipeline.process.js PORT LISTEN_URL MODEL_URL SPEAK_URL`. It asks the model when the turn is over, has each clause
 * spoken as soon as it is there, and stops when the caller speaks. No call, no record, no memory, no tools, no checks, and nothing
 * that is lost is replaced. What the server's pipeline costs beyond this is what the product adds.
 */
const [port, listenUrl = '', modelUrl = '', speakUrl = ''] = process.argv.slice(2);
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: false });
const CLAUSE = /^[^,.?!]+[,.?!](?=\s)/;

server.on('connection', (carrier) => {
  const ear = new WebSocket(listenUrl, { perMessageDeflate: false });
  const mouth = new WebSocket(speakUrl, { perMessageDeflate: false });
  const sendTo = (end: WebSocket, message: object): void => end.send(JSON.stringify(message));
  const say = (text: string): void => {
    sendTo(mouth, { type: 'Speak', text });
    sendTo(mouth, { type: 'Flush' });
  };
  let streamSid = '';
  carrier.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { event: string; streamSid: string; media: { payload: string } };
    if (message.event === 'media') ear.send(Buffer.from(message.media.payload, 'base64'));
    else if (message.event === 'start') streamSid = message.streamSid;
  });
  ear.on('message', (data: Buffer) => {
    const { event, transcript = '' } = JSON.parse(data.toString()) as { event?: string; transcript?: string };
    if (event === 'EndOfTurn') void reply(transcript, say);
    if (event !== 'StartOfTurn') return;
    sendTo(carrier, { event: 'clear', streamSid });
    sendTo(mouth, { type: 'Clear' });
  });
  mouth.on('message', (data: Buffer, isBinary) => {
    if (isBinary) sendTo(carrier, { event: 'media', streamSid, media: { payload: data.toString('base64') } });
  });
  carrier.on('close', () => [ear, mouth].forEach((end) => end.close()));
});

async function reply(content: string, say: (text: string) => void): Promise<void> {
  const response = await fetch(`${modelUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'bench', stream: true, messages: [{ role: 'user', content }] }),
  });
  const decoder = new TextDecoder();
  let [lines, text, isFirst] = ['', '', true];
  for await (const bytes of response.body ?? []) {
    lines += decoder.decode(bytes as Uint8Array, { stream: true });
    const events = lines.split('\n\n');
    lines = events.pop() ?? '';
    for (const event of events) {
      if (event.endsWith('[DONE]')) return say(text.trim());
      const [choice] = (JSON.parse(event.slice(6)) as { choices: { delta: { content?: string } }[] }).choices;
      text += choice?.delta.content ?? '';
      const clause = isFirst ? CLAUSE.exec(text)?.[0] : undefined;
      if (clause === undefined) continue;
      isFirst = false;
      say(clause);
      text = text.slice(clause.length);
    }
  }
}

await once(server, 'listening');
process.stdout.write('listening\n');
