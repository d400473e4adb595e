import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * The least that connects a carrier's media stream to a provider: `node pass-through.process.js PORT PROVIDER_URL`. It unpacks the caller's
 * frames and packs the provider's, passes `clear` on, and knows nothing else: no call, no record, no marks, no checks. What the
 * gateway costs beyond this is what the product adds.
 */
const [port, providerUrl = ''] = process.argv.slice(2);
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: false });

server.on('connection', (carrier) => {
  const provider = new WebSocket(providerUrl, { perMessageDeflate: false });
  let streamSid = '';
  carrier.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { event: string; streamSid: string; media: { payload: string } };
    if (message.event === 'media') provider.send(Buffer.from(message.media.payload, 'base64'));
    else if (message.event === 'start') streamSid = message.streamSid;
  });
  provider.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      carrier.send(JSON.stringify({ event: 'media', streamSid, media: { payload: data.toString('base64') } }));
    } else if ((JSON.parse(data.toString()) as { type: string }).type === 'UserStartedSpeaking') {
      carrier.send(JSON.stringify({ event: 'clear', streamSid }));
    }
  });
  carrier.on('close', () => provider.close());
  provider.on('close', () => carrier.close());
});

await once(server, 'listening');
process.stdout.write('listening\n');
