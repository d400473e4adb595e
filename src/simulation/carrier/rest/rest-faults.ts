/** What goes wrong with a request. */
export type RestFault =
  /** Refused with this status before anything is done. */
  | { kind: 'refused'; status: 429 | 500 | 503; retryAfterSeconds?: number }
  /** Done, but the connection is cut before the answer: the call or the text was made, and the client can't know. */
  | { kind: 'cut' }
  /** Not done, and never answered: the client has to give up. */
  | { kind: 'stalled' };

export interface FaultOrder {
  method: 'GET' | 'POST' | 'DELETE';
  /** Tried on the path below the account, e.g. `/^\/Messages\.json$/`. */
  path: RegExp;
  /** How many of the next matching requests it strikes; one when not given. */
  times?: number;
  fault: RestFault;
}

/** Faults that tests have ordered. Each order strikes as often as it says and is gone then; the oldest strikes first. */
export class RestFaults {
  private orders: (FaultOrder & { left: number })[] = [];

  order(order: FaultOrder): void {
    this.orders.push({ ...order, left: order.times ?? 1 });
  }

  /** How many requests are still to be struck. */
  get left(): number {
    return this.orders.reduce((sum, { left }) => sum + left, 0);
  }

  strike(method: string, path: string): RestFault | null {
    const order = this.orders.find((candidate) => candidate.method === method && candidate.path.test(path));
    if (!order) return null;
    order.left -= 1;
    this.orders = this.orders.filter(({ left }) => left > 0);
    return order.fault;
  }
}
