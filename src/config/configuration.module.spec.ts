import { Test } from '@nestjs/testing';
import { AppConfig } from './app-config.js';
import { ConfigurationModule } from './configuration.module.js';

const config: AppConfig = {
  mode: 'test',
  host: '127.0.0.1',
  port: 3_000,
  publicUrl: 'http://127.0.0.1:3000',
  trustedProxies: 0,
  logLevel: 'silent',
  databaseUrl: 'postgresql://localhost/crownline',
  encryptionKeys: [{ id: 'test', key: Buffer.alloc(32) }],
  twilio: { accountSid: 'AC', authToken: 'token', apiUrl: 'http://127.0.0.1:2' },
  agent: {
    driver: 'deepgram',
    deepgram: {
      apiKey: 'key',
      url: 'ws://localhost',
      fallbackUrl: null,
      listenUrl: 'ws://localhost',
      speakUrl: 'ws://localhost',
    },
    model: { provider: 'open_ai', apiKey: 'key', baseUrl: null, names: [] },
  },
  maxConcurrentCalls: 1,
  drainMs: 0,
};

describe('ConfigurationModule', () => {
  it('gives everybody the one configuration, frozen through', async () => {
    const module = await Test.createTestingModule({ imports: [ConfigurationModule.register(config)] }).compile();

    const injected = module.get(AppConfig);
    expect(injected).toEqual(config);
    const { twilio, encryptionKeys, agent } = injected;
    for (const group of [injected, twilio, encryptionKeys, agent, agent.deepgram, agent.model]) {
      expect(Object.isFrozen(group)).toBe(true);
    }
  });
});
