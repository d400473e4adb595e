import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Clinic } from '../clinics/clinics.types.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { newId, type AppointmentId, type TextId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { normalisePhone } from '../common/validation/phone.js';
import { Consents } from '../compliance/consent/consents.service.js';
import type { Consent, ConsentChoice } from '../compliance/consent/consent.types.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { DeskTasks } from '../desk/desk-tasks.service.js';
import { AppointmentReplies } from '../scheduling/appointment-replies.service.js';
import type { UpcomingVisit } from '../scheduling/appointment-replies.types.js';
import { SearchIndex } from '../search/search-index.service.js';
import { MessagingMetrics } from './messaging.metrics.js';
import {
  cancelledText,
  confirmedText,
  optedOutText,
  receivedText,
  rescheduleText,
  visitTime,
} from './text-templates.builder.js';
import { TextClaims } from './text-claims.js';
import { readText, type PlainAnswer, type TextMeaning, type TextWish } from './text-words.policy.js';
import { TextAudit } from './text-audit.service.js';
import { TextsRepository } from './texts.repository.js';
import { Texts } from './texts.service.js';
import type { IncomingText } from './texts.types.js';

const ACTOR = { kind: 'system', id: 'messaging' } as const;
/** Whoever has the phone: a number proves nobody. */
const SENDER = { kind: 'patient', id: 'text' } as const;

const SILENCED = ' No text reaches them now until they send START.';

/** What the desk has to know of somebody who wants no more texts, beside their words. */
const aftermathOf = ({ noCalls, isWrongNumber }: TextMeaning): string =>
  ` (${isWrongNumber ? "They say that it is not the patient's number." : 'They want no more texts.'}${SILENCED}${
    noCalls ? ' They want no calls either.' : ''
  })`;

/** A text that is being worked on, in one transaction from its row to what it changes. */
interface Conversation {
  clinic: Clinic;
  text: IncomingText;
  textId: TextId;
  now: Temporal.Instant;
}

/** What people text to a clinic's number. */
@Injectable()
export class IncomingTexts {
  constructor(
    private readonly clinics: ClinicsService,
    private readonly texts: TextsRepository,
    private readonly outbox: Texts,
    private readonly visits: AppointmentReplies,
    private readonly consents: Consents,
    private readonly desk: DeskTasks,
    private readonly claims: TextClaims,
    private readonly audit: TextAudit,
    private readonly index: SearchIndex,
    private readonly database: PrismaService,
    private readonly metrics: MessagingMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** All of it or nothing, once for each of the carrier's names: whoever fails may be told again. */
  async take(received: IncomingText): Promise<'taken' | 'repeated' | 'unknown_number'> {
    const clinic = await this.clinics.findByNumber(received.to);
    if (!clinic) return 'unknown_number';
    const body = redactText(received.body, 'stored');
    const text = { ...received, body, from: normalisePhone(received.from) ?? received.from };
    const conversation = { clinic, text, textId: newId<TextId>(), now: this.clock.now() };
    const meaning = await this.database.inClinic(clinic.id, (tx) => this.takeWithin(tx, conversation));
    if (!meaning) return 'repeated';
    this.metrics.texts.inc({ kind: 'received', status: 'received' });
    this.log.info('text.received', { clinicId: clinic.id, outcome: meaning.wish ?? meaning.choice ?? 'none' });
    return 'taken';
  }

  private async takeWithin(tx: Tx, conversation: Conversation): Promise<TextMeaning | null> {
    const { clinic, text, textId, now } = conversation;
    if (!(await this.texts.insertIncoming(tx, { clinicId: clinic.id, textId }, text, now))) return null;
    await this.index.textWritten(tx, { clinicId: clinic.id, textId }, { body: text.body, at: now });
    await this.audit.record(tx, { clinicId: clinic.id, textId }, 'received', { actor: SENDER, at: now });
    const known = await this.consents.present(tx, clinic.id, { number: text.from, purpose: 'text' });
    const meaning = readText(text, known?.choice ?? null);
    if (meaning.choice) await this.recordChoice(tx, conversation, 'text', meaning.choice);
    if (meaning.noCalls) await this.recordChoice(tx, conversation, 'call', 'refused');
    if (meaning.confirmIn !== null && known?.choice !== 'refused')
      await this.confirmOptOut(tx, conversation, meaning.confirmIn, known);
    await this.act(tx, conversation, meaning);
    return meaning;
  }

  private async recordChoice(
    tx: Tx,
    { clinic, text, textId, now }: Conversation,
    purpose: 'text' | 'call',
    choice: ConsentChoice,
  ) {
    await this.consents.record(tx, {
      clinicId: clinic.id,
      number: text.from,
      purpose,
      choice,
      channel: 'text',
      at: now,
      evidence: { kind: 'text', id: textId },
      actor: ACTOR,
    });
  }

  /** Once: until they send START, nothing else reaches them, and two such texts at a time are one word to us. */
  private async confirmOptOut(tx: Tx, conversation: Conversation, language: 'en' | 'es', known: Consent | null) {
    const { clinic, text } = conversation;
    const sender = (await tx.$sealer(clinic.id)).index('phone', text.from);
    const key = `opt_out:${sender}:${known?.id ?? 'first'}`;
    await this.reply(tx, conversation, optedOutText(clinic, language), key, null, 'opt_out');
  }

  private async act(tx: Tx, conversation: Conversation, meaning: TextMeaning): Promise<void> {
    const { choice, wish, answer } = meaning;
    if (answer !== null && (await this.claimed(tx, conversation, answer))) return;
    if (wish === null) return;
    if (wish === 'other' && choice === 'refused') {
      return this.openTask(tx, conversation, conversation.text.body + aftermathOf(meaning));
    }
    if (wish === 'other') return this.leaveToDesk(tx, conversation);
    const visit = await this.visitMeant(tx, conversation, wish);
    if (wish === 'reschedule') return this.findAnotherTime(tx, conversation, visit);
    const done =
      visit !== null &&
      (wish === 'confirm'
        ? await this.confirm(tx, conversation, visit)
        : await this.cancel(tx, conversation, visit, choice));
    if (!done) await this.leaveToDesk(tx, conversation);
  }

  private async claimed(tx: Tx, { clinic, text, now }: Conversation, answer: PlainAnswer): Promise<boolean> {
    const { from, to, carrierSid } = text;
    const lastAsked = await this.texts.lastAsked(tx, clinic.id, from);
    return this.claims.take(tx, { clinic, answer, from, to, carrierSid, lastAsked, now });
  }

  /**
   * The visit to come that we last texted about. When we never texted about any, the only one of the only patient with
   * this number; but what we did not ask about is not cancelled by one word.
   */
  private async visitMeant(tx: Tx, { clinic, text, now }: Conversation, wish: TextWish): Promise<UpcomingVisit | null> {
    const { visits, patients } = await this.visits.upcomingOf(tx, clinic.id, text.from, now);
    const textedAbout = await this.texts.lastTextedAbout(tx, clinic.id, text.from);
    if (textedAbout !== null) return visits.find(({ id }) => id === textedAbout) ?? null;
    const [only, another] = visits;
    return only && !another && patients === 1 && wish !== 'cancel' ? only : null;
  }

  private async confirm(tx: Tx, conversation: Conversation, visit: UpcomingVisit): Promise<boolean> {
    const { clinic, now } = conversation;
    const reply = { clinicId: clinic.id, appointmentId: visit.id, actor: ACTOR, now };
    if ((await this.visits.confirm(tx, reply)) === 'too_late') return false;
    const body = confirmedText(clinic, visit.startsAt, now);
    await this.reply(tx, conversation, body, `reply:confirmed:${visit.id}`, visit.id);
    return true;
  }

  private async cancel(
    tx: Tx,
    conversation: Conversation,
    visit: UpcomingVisit,
    choice: ConsentChoice | null,
  ): Promise<boolean> {
    const { clinic, now } = conversation;
    const reply = { clinicId: clinic.id, appointmentId: visit.id, actor: ACTOR, now };
    if ((await this.visits.cancel(tx, reply)) === 'too_late') return false;
    const when = visitTime(clinic, visit.startsAt, now);
    const silenced = choice === 'refused';
    await this.openTask(tx, conversation, `Cancelled the visit on ${when} by text.${silenced ? SILENCED : ''}`);
    if (silenced) return true; // they have been told that no more texts come
    const body = cancelledText(clinic, visit.startsAt, now);
    await this.reply(tx, conversation, body, `reply:cancelled:${visit.id}`, visit.id);
    return true;
  }

  /** A person will see to it. The sender is told so once a day, so that two machines don't talk for ever. */
  private async leaveToDesk(tx: Tx, conversation: Conversation): Promise<void> {
    await this.openTask(tx, conversation, conversation.text.body);
    await this.replyOnceADay(tx, conversation, receivedText(conversation.clinic), 'received');
  }

  private async findAnotherTime(tx: Tx, conversation: Conversation, visit: UpcomingVisit | null): Promise<void> {
    const { clinic, text, now } = conversation;
    const which = visit ? `: the visit on ${visitTime(clinic, visit.startsAt, now)}` : '';
    await this.openTask(tx, conversation, text.body + which);
    await this.replyOnceADay(tx, conversation, rescheduleText(clinic), 'reschedule');
  }

  private async replyOnceADay(tx: Tx, conversation: Conversation, body: string, subject: string): Promise<void> {
    const { clinic, text, now } = conversation;
    const today = now.toZonedDateTimeISO(clinic.timeZone).toPlainDate().toString();
    const sender = (await tx.$sealer(clinic.id)).index('phone', text.from); // keys are stored as they are
    return this.reply(tx, conversation, body, `reply:${subject}:${sender}:${today}`, null);
  }

  private openTask(tx: Tx, { clinic, text }: Conversation, note: string): Promise<void> {
    return this.desk.askToCallBack(tx, {
      clinicId: clinic.id,
      origin: 'text',
      originKey: `text:${text.carrierSid}`,
      callId: null,
      callerNumber: text.from,
      note,
    });
  }

  /** From the number they wrote to. */
  private reply(
    tx: Tx,
    { clinic, text }: Conversation,
    body: string,
    idempotencyKey: string,
    appointmentId: AppointmentId | null,
    kind: 'reply' | 'opt_out' = 'reply',
  ): Promise<void> {
    return this.outbox.queue(tx, {
      clinicId: clinic.id,
      kind,
      to: text.from,
      from: text.to,
      body,
      idempotencyKey,
      appointmentId,
    });
  }
}
