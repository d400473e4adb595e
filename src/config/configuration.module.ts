import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, registerAs, type ConfigType } from '@nestjs/config';
import { AppConfig } from './app-config.js';

/** Hands the validated configuration to whoever injects AppConfig. */
@Module({})
export class ConfigurationModule {
  static register(config: AppConfig): DynamicModule {
    const crownline = registerAs('crownline', () => config);
    return {
      module: ConfigurationModule,
      global: true,
      // Nothing is read a second time: the configuration is complete, and stand-ins are in it that no variable names.
      imports: [ConfigModule.forRoot({ load: [crownline], ignoreEnvFile: true, skipProcessEnv: true })],
      providers: [
        {
          provide: AppConfig,
          useFactory: (loaded: ConfigType<typeof crownline>) => freeze(loaded),
          inject: [crownline.KEY],
        },
      ],
      exports: [AppConfig],
    };
  }
}

function freeze(config: AppConfig): AppConfig {
  const { twilio, encryptionKeys, agent, capture, syntheticCall, auditAnchors } = config;
  for (const group of [
    twilio,
    encryptionKeys,
    agent.deepgram,
    agent.model,
    agent,
    capture,
    syntheticCall,
    auditAnchors,
  ])
    Object.freeze(group);
  return Object.freeze(config);
}
