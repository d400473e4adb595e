import { Injectable } from '@nestjs/common';
import type { Call } from '../calls/calls.types.js';
import { NoLineError } from './outbound.errors.js';

/** Carries the conversations of calls that were answered. Telephony does; it imports this feature, not the other way round. */
export abstract class OutboundLine {
  /** TwiML that connects the call to its conversation. Asked again when the carrier asks again. */
  abstract connect(call: Call): Promise<string>;
  /** The carrier reports the end of a call that was answered: the conversation ends and the call's record is closed. */
  abstract ended(call: Call): Promise<void>;
}

/** Where telephony plugs its line in when the application starts. */
@Injectable()
export class OutboundSwitchboard {
  private plugged: OutboundLine | null = null;

  plugIn(line: OutboundLine): void {
    this.plugged = line;
  }

  /** @throws NoLineError */
  get line(): OutboundLine {
    if (!this.plugged) throw new NoLineError();
    return this.plugged;
  }
}
