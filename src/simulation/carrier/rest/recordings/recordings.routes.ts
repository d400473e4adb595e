import type { CallControl, RecordingResource } from '../../call-control.types.js';
import { addressIn, refuseOtherMethods, wordIn, wordsIn } from '../form.codec.js';
import { accountPath } from '../json-values.builder.js';
import { pageOf } from '../page.builder.js';
import { RestError } from '../rest.errors.js';
import { json, noContent, type Route } from '../rest.types.js';
import { recordingJson, recordingWav } from './recording-json.builder.js';

const EVENTS = ['in-progress', 'completed', 'absent'] as const;

/** `/Calls/{CA}/Recordings` and `/Recordings`: start, steer, look up, hear and delete recordings. */
export function recordingRoutes(accountSid: string, calls: CallControl, baseUrl: () => string): Route[] {
  const present = (recording: RecordingResource) => recordingJson(recording, accountSid, baseUrl());

  return [
    {
      method: 'POST',
      path: /^\/Calls\/(CA\w+)\/Recordings\.json$/,
      answer: ({ form }, callSid) => {
        refuseOtherMethods(form);
        const events = wordsIn(form, 'RecordingStatusCallbackEvent', EVENTS, 21626);
        const recording = calls.record(callSid, {
          channels: wordIn(form, 'RecordingChannels', ['mono', 'dual'] as const) === 'dual' ? 2 : 1,
          statusCallback: addressIn(form, 'RecordingStatusCallback', 21609),
          statusCallbackEvents: events.length > 0 ? events : ['completed'],
        });
        if (recording === 'not_live') throw new RestError(21220);
        return json(201, present(known(recording)));
      },
    },
    {
      method: 'GET',
      path: /^\/Calls\/(CA\w+)\/Recordings\.json$/,
      answer: ({ query }, callSid) => {
        const place = { path: `${accountPath(accountSid)}/Calls/${callSid}/Recordings.json`, query };
        return json(200, pageOf('recordings', known(calls.recordingsOf(callSid)), place, present));
      },
    },
    {
      method: 'POST',
      path: /^\/Calls\/(CA\w+)\/Recordings\/(RE\w+|Twilio\.CURRENT)\.json$/,
      answer: ({ form }, callSid, recordingSid) => {
        const status = wordIn(form, 'Status', ['paused', 'in-progress', 'stopped'] as const);
        if (!status) throw new RestError(20001);
        const pauseBehavior = wordIn(form, 'PauseBehavior', ['skip', 'silence'] as const) ?? 'silence';
        return json(200, present(known(calls.changeRecording(callSid, recordingSid, { status, pauseBehavior }))));
      },
    },
    {
      method: 'GET',
      path: /^\/Recordings\/(RE\w+)\.json$/,
      answer: (_request, recordingSid) => json(200, present(known(calls.fetchRecording(recordingSid)))),
    },
    {
      method: 'DELETE',
      path: /^\/Recordings\/(RE\w+)\.json$/,
      answer: (_request, recordingSid) => {
        if (!calls.removeRecording(recordingSid)) throw new RestError(20404);
        return noContent();
      },
    },
    {
      method: 'GET',
      path: /^\/Recordings\/(RE\w+?)(?:\.wav)?$/,
      answer: ({ query }, recordingSid) => {
        const audio = known(calls.recordedAudio(recordingSid));
        const recorded = audio.length === 2 ? 2 : 1;
        const asked = wordIn(query, 'RequestedChannels', ['1', '2'] as const);
        if (asked === '2' && recorded === 1) throw new RestError(20001);
        const body = recordingWav(audio, asked === '1' ? 1 : recorded);
        return { status: 200, contentType: 'audio/x-wav', body };
      },
    },
  ];
}

function known<T>(resource: T | null): T {
  if (resource === null) throw new RestError(20404);
  return resource;
}
