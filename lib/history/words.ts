import type { StoredEvent } from '../audit/schema'
import type { Delivery } from '../scopes/deliveries'
import type { EventType } from './events'

type Data = StoredEvent['data']
type Sentence = (name: string, data: Data) => string

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

// Events of before there were other deliveries than the console name none.
const deliveryOf = (data: Data): Delivery =>
  data.delivery === 'terminal' || data.delivery === 'secret' ? data.delivery : 'console'

const ASKED: Readonly<Record<Delivery, string>> = {
  console: 'asked to open the console',
  terminal: 'asked for terminal credentials',
  secret: 'began to fill the secret',
}

const TRIED: Readonly<Record<Delivery, string>> = {
  console: 'tried to open the console',
  terminal: 'tried to get terminal credentials',
  secret: 'tried to fill the secret',
}

const HANDED_OVER: Readonly<Record<Delivery, (name: string) => string>> = {
  console: (name) => `The console was opened for ${name}.`,
  terminal: (name) => `Terminal credentials were shown to ${name}.`,
  secret: () => 'The session’s credentials were sent to the secret.',
}

const EMPTIED: Readonly<Record<string, string>> = {
  emptied: 'was emptied',
  missing: 'is gone: somebody deleted it',
  deleted: 'is scheduled for deletion: nobody can read it',
  foreign: 'is not Daypass’s any more and was left alone',
  unused: 'was never filled for this grant',
}

const ASKED_FOR: Readonly<Record<string, string>> = {
  extension: 'asked for a later end',
  'break-glass': 'broke the glass and had access at once',
}

/** One sentence per type of event, shared by timelines and lists. */
const SENTENCES: Readonly<Record<EventType, Sentence>> = {
  'request.submitted': (name, data) =>
    `${name} ${ASKED_FOR[text(data.kind)] ?? 'asked for access'}${text(data.incident) === '' ? '' : ` for the incident “${text(data.incident)}”`}.`,
  'request.approved': (_, data) => `The request was approved${byRules(data.byRules)}.`,
  'request.denied': () => 'The request was denied.',
  'request.lapsed': () => 'The request lapsed: nobody decided in time.',
  'request.cancelled': (name) => `${name} cancelled the request.`,
  'request.reminded': () => 'Approvers were reminded: nobody had decided yet.',
  'request.escalated': (_, data) =>
    `Nobody decided in time: ${namesIn(data.groups, data.people)} may decide too.`,
  'request.narrowed': (name) => `${name} narrowed the request.`,
  'request.commented': (name) => `${name} wrote on the request.`,
  'policy.failed': (name) =>
    `${name}’s request was refused because the approval policy has a mistake; it has to be mended.`,
  'decision.made': (name, data) =>
    `${name} ${data.outcome === 'approve' ? 'approved' : 'denied'} at stage “${text(data.stageName)}”${inPlaceOf(data.onBehalfOf)}.`,
  'decision.withdrawn': (name, data) => `${name} withdrew the approval at stage “${text(data.stageName)}”.`,
  'decision.refused': (name, data) =>
    `${name} tried to ${data.outcome === 'approve' ? 'approve' : 'deny'}; refused (${text(data.code)}).`,
  'grant.opened': () => 'The grant opened.',
  'grant.started': (_, data) =>
    text(data.stopped) === ''
      ? 'The scheduled grant started.'
      : 'The scheduled grant started, but nothing is issued.',
  'grant.extended': (name, data) => `${name} made the grant longer${untilUtc(data.endsAt)}.`,
  'grant.revoked': (name) => `${name} revoked the grant.`,
  'review.due': () => 'The glass was broken: a review is due.',
  'review.overdue': () => 'The review is overdue.',
  'review.made': (name, data) =>
    `${name} reviewed it: ${data.outcome === 'justified' ? 'justified' : 'not justified'}.`,
  'grant.expired': () => 'The grant ended by itself.',
  'grant.relinquished': (name) => `${name} ended the grant early.`,
  'session.intended': (name, data) => `${name} ${ASKED[deliveryOf(data)]}; credentials were asked for.`,
  'session.issued': () => 'AWS issued a session.',
  'session.failed': (_, data) => `No session was issued (${text(data.code)}).`,
  'session.unknown': (_, data) =>
    `It is not known whether a session was issued (${text(data.code)}); it counts as live until it would expire.`,
  'session.handed-over': (name, data) => HANDED_OVER[deliveryOf(data)](name),
  'session.withheld': (_, data) => `The session’s credentials were not handed over (${text(data.code)}).`,
  'session.refused': (name, data) => `${name} ${TRIED[deliveryOf(data)]}; refused (${text(data.code)}).`,
  'secret.delivered': (_, data) => `The secret “${text(data.name)}” was filled.`,
  'secret.failed': (_, data) => `The secret “${text(data.name)}” was not filled (${text(data.code)}).`,
  'secret.interrupted': (_, data) => `Daypass stopped while it filled the secret “${text(data.name)}”.`,
  'secret.asked-again': (name, data) => `${name} had the secret “${text(data.name)}” filled again.`,
  'secret.emptied': (_, data) =>
    `The secret “${text(data.name)}” ${EMPTIED[text(data.how)] ?? 'was emptied'}.`,
  'secret.not-emptied': (_, data) =>
    `The secret “${text(data.name)}” could not be emptied yet (${text(data.code)}); Daypass goes on trying.`,
  'entitlement.versioned': (_, data) =>
    data.previousVersionId === null
      ? `The entitlement “${text(data.name)}” was added.`
      : `The entitlement “${text(data.name)}” changed.`,
  'entitlement.withdrawn': () => 'An entitlement was withdrawn.',
  'entitlement.offered-again': () => 'A withdrawn entitlement was offered again.',
  'catalog-change.proposed': (name) => `${name} proposed a change of the catalogue.`,
  'catalog-change.confirmed': (name) => `${name} confirmed a change of the catalogue: it is offered now.`,
  'catalog-change.declined': (name) => `${name} declined a change of the catalogue.`,
  'catalog-change.superseded': () => 'A proposed change of the catalogue was superseded by a newer one.',
  'catalog-change.applied-first': (name) => `${name} applied the first catalogue on the machine.`,
  'catalog-change.applied-in-emergency': (name) =>
    `EMERGENCY: ${name} applied a change of the catalogue on the machine, without an administrator.`,
  'catalog-change.refused': (name, data) =>
    `${name} tried to ${data.outcome === 'confirm' ? 'confirm' : 'decline'} a change of the catalogue; refused (${text(data.code)}).`,
  'catalog.members-listed': () => 'The catalogue’s lists of groups’ members changed.',
  'history.exported': (name, data) => `${name} exported the list of ${text(data.list)}.`,
  'person.created': (name) => `${name} became known to Daypass.`,
  'person.changed': (name) => `The identity provider gave ${name} another name, address or manager.`,
  'person.suspended': (name, data) => `${name} suspended ${text(data.name)}.`,
  'person.reinstated': (name, data) => `${name} let ${text(data.name)} in again.`,
  'delegation.made': (name, data) => `${name} named ${text(data.toName)} as stand-in.`,
  'delegation.ended': (name, data) =>
    `${name} ended that ${text(data.toName)} stands in for ${text(data.fromName)}.`,
  'sign-in.started': (name) => `${name} signed in.`,
  'sign-in.refused': (_, data) => `A sign-in was refused (${text(data.code)}).`,
  'sign-in.ended': (name, data) => `${text(data.name) || name}’s sign-in ended.`,
  'mail-preferences.changed': (name) => `${name} chose which mails they get.`,
  'mail.sent-again': (name) => `${name} had a mail sent again.`,
  'job.run-again': (name, data) => `${name} had the job “${text(data.task)}” run again.`,
}

function byRules(rules: unknown): string {
  return Array.isArray(rules) && rules.length > 0 ? ` by the rule “${rules.join('”, “')}”` : ''
}

function untilUtc(time: unknown): string {
  return text(time) === '' ? '' : `, until ${text(time).slice(0, 16).replace('T', ' ')} UTC`
}

function namesIn(...lists: readonly unknown[]): string {
  return lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : [])).join(' or ')
}

function inPlaceOf(approver: unknown): string {
  return typeof approver === 'object' && approver !== null && 'name' in approver
    ? `, in place of ${String(approver.name)}`
    : ''
}

/** All types of events that have a sentence, for filters. */
export const eventTypes: readonly string[] = Object.keys(SENTENCES)

/** Who caused an event, by name. */
export function actorName({ actor }: StoredEvent): string {
  if (actor.kind === 'person' || actor.kind === 'operator') return actor.name
  return actor.kind === 'daypass' ? 'Daypass' : 'Somebody'
}

/** An event as a sentence. A type that this version does not know is shown by its name. */
export function eventSentence(event: StoredEvent): string {
  return isKnown(event.type) ? SENTENCES[event.type](actorName(event), event.data) : event.type
}

/** What a person typed along with an event, or why Daypass issues nothing. */
export function eventQuote({ type, data }: StoredEvent): string | null {
  // Why a sign-in ended is one of Daypass's own words.
  if (type === 'sign-in.ended') return null
  const typed = text(data.reason) || text(data.comment) || text(data.body) || text(data.stopped)
  return typed === '' ? null : typed
}

function isKnown(type: string): type is EventType {
  return Object.hasOwn(SENTENCES, type)
}
