/**
 * What a machine may be told. Anybody may listen to it, so it comes from this list only: free text can't be checked for
 * what it says about a patient.
 */
export const MACHINE_MESSAGES = ['call_back', 'will_try_again'] as const;
export type MachineMessage = (typeof MACHINE_MESSAGES)[number];

export interface MessageSender {
  clinicName: string;
  /** E.164. */
  ourNumber: string;
}

export function machineMessageText(message: MachineMessage, { clinicName, ourNumber }: MessageSender): string {
  const greeting = `Hello, this is ${clinicName}.`;
  switch (message) {
    case 'call_back':
      return `${greeting} Please call us back at ${spokenDigits(ourNumber)}. Thank you. Goodbye.`;
    case 'will_try_again':
      return `${greeting} We will try to reach you again later. Goodbye.`;
  }
}

/** One by one, so that they are read as a phone number. The country code is left out where callers leave it out. */
const spokenDigits = (number: string): string => [...number.replace(/^\+1?/, '')].join(' ');
