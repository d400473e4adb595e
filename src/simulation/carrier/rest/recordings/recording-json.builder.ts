import { decodeUlaw } from '../../../../audio/g711.codec.js';
import { writeWav } from '../../../speech/wav.codec.js';
import type { RecordingResource } from '../../call-control.types.js';
import { accountPath, API_VERSION, rfc2822 } from '../json-values.builder.js';

/** A recording in the API's words. The length is in seconds, as text. `media_url` has the audio, as it does without `.wav`. */
export function recordingJson(recording: RecordingResource, accountSid: string, baseUrl: string): object {
  const path = `${accountPath(accountSid)}/Recordings/${recording.sid}`;
  const { durationSeconds } = recording;
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    call_sid: recording.callSid,
    channels: recording.channels,
    conference_sid: null,
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.startedAt),
    duration: durationSeconds === null ? null : String(durationSeconds),
    encryption_details: null,
    error_code: null,
    media_url: baseUrl + path,
    price: null,
    price_unit: 'USD',
    sid: recording.sid,
    source: recording.source,
    start_time: rfc2822(recording.startedAt),
    status: recording.status,
    subresource_uris: {},
    track: 'both',
    uri: `${path}.json`,
  };
}

/** A WAV file of the recorded µ-law; one channel is the mean of those recorded. */
export function recordingWav(audio: readonly Buffer[], channels: 1 | 2): Buffer {
  const recorded = audio.map(decodeUlaw);
  if (channels === recorded.length) return writeWav(recorded);
  const [first = new Int16Array()] = recorded;
  const mean = first.map((_, i) => recorded.reduce((sum, samples) => sum + (samples[i] ?? 0), 0) / recorded.length);
  return writeWav([mean]);
}
