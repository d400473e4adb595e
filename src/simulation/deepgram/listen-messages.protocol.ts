import { z } from 'zod';
import { eagerEotThreshold, eotThreshold, eotTimeoutMs } from './listen-query.protocol.js';

/** What a client of `/v1/listen` may send as text. Audio comes as binary frames. */
const novaMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('KeepAlive') }),
  z.strictObject({ type: z.literal('Finalize'), channel: z.literal(0).optional() }),
  z.strictObject({ type: z.literal('CloseStream') }),
]);
export type NovaClientMessage = z.output<typeof novaMessage>;

/** Null for anything else. */
export const parseNovaMessage = (text: string): NovaClientMessage | null =>
  novaMessage.safeParse(parseJson(text)).data ?? null;

const configureSchema = z.strictObject({
  type: z.literal('Configure'),
  thresholds: z
    .strictObject({
      eot_threshold: eotThreshold.optional(),
      eager_eot_threshold: eagerEotThreshold.optional(),
      eot_timeout_ms: eotTimeoutMs.optional(),
    })
    .optional(),
  keyterms: z.array(z.string().min(1)).optional(),
  language_hints: z.array(z.string().min(1)).optional(),
  numerals: z.boolean().optional(),
});
export type FluxConfigure = z.output<typeof configureSchema>;

/** What a client of `/v2/listen` may send as text. There is neither `KeepAlive` nor `Finalize`. */
export type FluxClientMessage =
  | FluxConfigure
  | { type: 'ForceEndTurn' | 'CloseStream' }
  /** Something in it can't be so; it is answered, and changes nothing. */
  | { type: 'BadConfigure' };

const fluxCommand = z.strictObject({ type: z.enum(['ForceEndTurn', 'CloseStream']) });
const anyConfigure = z.looseObject({ type: z.literal('Configure') });

/** Null for anything else. */
export function parseFluxMessage(text: string): FluxClientMessage | null {
  const json = parseJson(text);
  if (!anyConfigure.safeParse(json).success) return fluxCommand.safeParse(json).data ?? null;
  return configureSchema.safeParse(json).data ?? { type: 'BadConfigure' };
}

interface NovaWord {
  word: string;
  punctuated_word: string;
  start: number;
  end: number;
  confidence: number;
  language?: string;
}

/** Every text frame of `/v1/listen`. Times are seconds of the audio that came. */
export type NovaServerMessage =
  | {
      type: 'Results';
      channel_index: [number, number];
      start: number;
      duration: number;
      is_final: boolean;
      speech_final: boolean;
      from_finalize: boolean;
      channel: {
        alternatives: [{ transcript: string; confidence: number; languages?: string[]; words: NovaWord[] }];
      };
      metadata: {
        request_id: string;
        model_info: { name: string; version: string; arch: string };
        model_uuid: string;
      };
    }
  | { type: 'SpeechStarted'; channel: [number, number]; timestamp: number }
  | { type: 'UtteranceEnd'; channel: [number, number]; last_word_end: number }
  | {
      type: 'Metadata';
      transaction_key: 'deprecated';
      request_id: string;
      sha256: string;
      created: string;
      duration: number;
      channels: number;
    };

export type TurnInfoEvent = 'StartOfTurn' | 'Update' | 'EagerEndOfTurn' | 'TurnResumed' | 'EndOfTurn';

/** Every text frame of `/v2/listen`, but for `request_id` and `sequence_id`, which all of them have. */
export type FluxServerMessage =
  | { type: 'Connected' | 'ConfigureFailure' }
  | {
      type: 'ConfigureSuccess';
      thresholds: { eot_threshold: number; eot_timeout_ms: number; eager_eot_threshold?: number | undefined };
      keyterms: readonly string[];
      language_hints?: readonly string[];
    }
  | {
      type: 'TurnInfo';
      event: TurnInfoEvent;
      turn_index: number;
      audio_window_start: number;
      audio_window_end: number;
      transcript: string;
      words: { word: string; confidence: number; start: number; end: number }[];
      end_of_turn_confidence: number;
      trigger?: 'model' | 'manual' | 'timeout';
      languages?: string[];
      languages_hinted?: readonly string[];
    }
  | { type: 'Warning' | 'Error'; code: string; description: string };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
