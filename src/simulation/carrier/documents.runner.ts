import { CarrierError } from './carrier.errors.js';
import type { CallContext } from './call-context.types.js';
import { connect } from './connect-stream.runner.js';
import { dial } from './dial.runner.js';
import { gather } from './gather.runner.js';
import type { PhoneCall } from './phone-call.js';
import { ANNOUNCER, playOut, renderPrompts } from './prompt.runner.js';
import { record } from './record.runner.js';
import type { AfterVerb, DocumentRequest, Stage, Switchboard } from './stage.types.js';
import { parseTwiml, type Verb } from './twiml.protocol.js';

/** A server that redirects in a circle is stopped after this many documents in one call. */
const MAX_DOCUMENTS = 100;
const APPLICATION_ERROR_SAYS = 'We are sorry, an application error has occurred. Goodbye.';

/** Where TwiML comes from: an address that is asked for it, or the text itself. */
export type DocumentSource = DocumentRequest | { twiml: string };

/** How it ended: no verb was left, the document hung up, or rejected the call, or it could not be had or understood. */
export type DocumentsEnd = 'ran_out' | 'hung_up' | 'rejected' | 'busy' | 'failed' | 'gone';

/** Fetches TwiML for one call and does what it says, document by document. */
export class DocumentsRunner {
  private course = new AbortController();
  private replacement: DocumentSource | null = null;
  private rejection: 'rejected' | 'busy' | null = null;

  constructor(
    private readonly context: CallContext,
    private readonly call: PhoneCall,
    private readonly switchboard: Switchboard,
    private readonly fallbackUrl: string | null,
  ) {}

  /** Takes the call from whatever it is doing; it goes on with this. */
  replace(source: DocumentSource): void {
    this.replacement = source;
    this.course.abort();
  }

  /** Returns when there is nothing left to do, or the call is over. */
  async run(first: DocumentSource): Promise<DocumentsEnd> {
    try {
      return await this.follow(first);
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      this.call.fail(error);
      const { audio } = await this.context.speech.render(ANNOUNCER, APPLICATION_ERROR_SAYS);
      if (!this.call.gone.aborted) await playOut(this.call.answer(), audio, this.call.gone);
      return 'failed';
    }
  }

  private async follow(first: DocumentSource): Promise<DocumentsEnd> {
    let next: DocumentSource = this.takeReplacement() ?? first;
    for (let documents = 0; !this.call.gone.aborted; documents++) {
      if (documents === MAX_DOCUMENTS) throw new CarrierError(11215, `${MAX_DOCUMENTS} documents in one call`);
      const after = await this.performDocument(next).catch((error: unknown) => this.excuse(error));
      const replacement = this.takeReplacement();
      if (replacement) next = replacement;
      else if (after === 'hang_up') return this.rejection ?? 'hung_up';
      else if (after === 'next') return this.call.gone.aborted ? 'gone' : 'ran_out';
      else if (this.call.gone.aborted) await this.tellOnly(after);
      else next = after;
    }
    return 'gone';
  }

  /** What goes wrong with a document that was replaced meanwhile ends nothing. */
  private excuse(error: unknown): 'next' {
    if (!(error instanceof CarrierError) || !this.replacement) throw error;
    this.call.fail(error);
    return 'next';
  }

  private takeReplacement(): DocumentSource | null {
    const { replacement } = this;
    this.replacement = null;
    return replacement;
  }

  private async performDocument(source: DocumentSource): Promise<AfterVerb> {
    const course = new AbortController();
    this.course = course;
    const stop = () => course.abort();
    this.call.gone.addEventListener('abort', stop, { once: true });
    try {
      const { verbs, url } = await this.read(source);
      const { context, call, switchboard } = this;
      const stage: Stage = {
        context,
        call,
        switchboard,
        signal: course.signal,
        absolute: (address) => absolute(address, url),
      };
      for (const verb of verbs) {
        if (course.signal.aborted) return 'next';
        const after = await this.perform(stage, verb);
        if (after !== 'next') return after;
      }
      return 'next';
    } finally {
      this.call.gone.removeEventListener('abort', stop);
    }
  }

  private async read(source: DocumentSource): Promise<{ verbs: Verb[]; url: string | null }> {
    if ('twiml' in source) return { verbs: parseTwiml(source.twiml), url: null };
    try {
      return await this.fetch(source);
    } catch (error) {
      if (!(error instanceof CarrierError) || this.fallbackUrl === null) throw error;
      this.call.fail(error);
      const fields = { ...source.fields, ErrorCode: String(error.code), ErrorUrl: source.url };
      return this.fetch({ url: this.fallbackUrl, fields });
    }
  }

  private async fetch({ url, fields }: DocumentRequest): Promise<{ verbs: Verb[]; url: string }> {
    const options = { answerLostOnce: this.call.faults.documentAnswers === 'lost_once' };
    const document = await this.context.webhooks.fetchDocument(url, { ...this.call.fields(), ...fields }, options);
    this.call.emit({ type: 'document_fetched', url });
    return { verbs: parseTwiml(document), url };
  }

  /** The party is gone: the action is told how its verb went, and its answer is of no use. */
  private async tellOnly({ url, fields }: DocumentRequest): Promise<void> {
    await this.call.notify(url, { ...this.call.fields(), ...fields });
  }

  private async perform(stage: Stage, verb: Verb): Promise<AfterVerb> {
    switch (verb.verb) {
      case 'say':
      case 'play':
      case 'play_digits': {
        const line = this.call.answer();
        await playOut(line, await renderPrompts(stage, [verb]), stage.signal);
        return 'next';
      }
      case 'pause': // as the first verb it lets the phone ring on
        await this.context.clock.sleep(verb.seconds * 1000, stage.signal);
        return 'next';
      case 'gather':
        return gather(stage, verb);
      case 'record':
        return record(stage, verb);
      case 'dial':
        return dial(stage, verb);
      case 'connect':
        return connect(stage, verb.action, verb.stream);
      case 'redirect':
        return { url: stage.absolute(verb.url), fields: {} };
      case 'hangup':
        this.call.answer();
        return 'hang_up';
      case 'reject':
        this.rejection = verb.reason;
        return 'hang_up';
      case 'unknown':
        this.call.fail(new CarrierError(12200, `no verb <${verb.name}>`));
        return 'next';
    }
  }
}

function absolute(address: string | null, documentUrl: string | null): string {
  const base = documentUrl ?? undefined;
  const given = address ?? documentUrl ?? '';
  if (!URL.canParse(given, base)) throw new CarrierError(11100, 'an address that leads nowhere');
  return new URL(given, base).href;
}
