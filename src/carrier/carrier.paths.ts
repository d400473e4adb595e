/** The addresses that the carrier knows, from the public root. */
export const PATHS = {
  voice: '/twilio/voice',
  fallback: '/twilio/voice/fallback',
  status: '/twilio/voice/status',
  next: '/twilio/voice/next',
  whisper: '/twilio/voice/whisper',
  whisperAnswer: '/twilio/voice/whisper/answer',
  deskStatus: '/twilio/voice/desk-status',
  voicemail: '/twilio/voice/voicemail',
  recording: '/twilio/voice/recording',
  menu: '/twilio/voice/menu',
} as const;
