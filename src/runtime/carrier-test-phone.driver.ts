import type { Clock } from '../common/clock/clock.js';
import type { AppConfig } from '../config/app-config.js';
import { TestPhone, type DialledCall, type PhoneEvent } from '../ops/synthetic-calls/test-phone.port.js';
import type { CarrierEvent } from '../simulation/carrier/carrier.types.js';
import { SimulatedCarrier } from '../simulation/carrier/simulated-carrier.js';
import { createEar } from '../simulation/speech/ear.codec.js';
import { createSpeech } from '../simulation/speech/speech.service.js';

/** A number that the carrier keeps for tests: nobody has it, so no patient can be found under it. */
export const TEST_PHONE_NUMBER = '+15005550006';

/** The answer is in the clinic's profile, and asking changes nothing. */
const QUESTION = 'What are your opening hours?';
const VOICE = 'slt';

/**
 * Calls by way of the carrier's stand-in: signed as the carrier signs, at the address that the carrier has. What carries and speaks
 * the call is made for it and gone with it, so that between two calls nothing is left of it.
 */
export class CarrierTestPhone extends TestPhone {
  constructor(
    private readonly config: Pick<AppConfig, 'publicUrl' | 'twilio'>,
    private readonly clock: Clock,
  ) {
    super();
  }

  async dial(number: string, onEvent: (event: PhoneEvent) => void): Promise<DialledCall> {
    const { publicUrl, twilio } = this.config;
    const speech = createSpeech();
    const question = await speech.render(VOICE, QUESTION).catch(async (error: unknown) => {
      await speech.close();
      throw error;
    });
    const voiceUrl = `${publicUrl}/twilio/voice`;
    const carrier = new SimulatedCarrier(
      {
        ...twilio,
        number: {
          phoneNumber: number,
          voiceUrl,
          voiceFallbackUrl: `${voiceUrl}/fallback`,
          statusCallbackUrl: `${voiceUrl}/status`,
        },
      },
      { clock: this.clock, speech },
    );
    const ear = createEar();
    const call = carrier.placeCall({
      from: TEST_PHONE_NUMBER,
      observer: {
        onFrame: ({ heard }) => {
          ear.hear(heard);
          onEvent({ type: 'heard', voice: ear.voiceActive });
        },
        onEvent: (event) => {
          const told = noticed(event);
          if (told) onEvent(told);
        },
      },
    });
    return {
      callSid: call.callSid,
      ask: () => call.speak(question.audio, () => onEvent({ type: 'question_said' })),
      hangUp: () => call.hangUp(),
      over: call.ended.then(
        () => speech.close(),
        () => speech.close(),
      ),
    };
  }
}

/** What a caller, or their carrier, notices of it; null for what they don't. */
function noticed(event: CarrierEvent): PhoneEvent | null {
  switch (event.type) {
    case 'document_fetched':
      return { type: 'answered' };
    case 'stream_started':
      return { type: 'stream_began' };
    case 'failed':
      return { type: 'carrier_failed', code: event.code };
    case 'dial_ringing':
    case 'recording_started':
      return { type: 'diverted' };
    case 'ended':
      return { type: 'hung_up' };
    default:
      return null;
  }
}
