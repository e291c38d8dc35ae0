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

/** One sentence per type of event, shared by timelines and lists. */
const SENTENCES: Readonly<Record<EventType, Sentence>> = {
  'request.submitted': (name) => `${name} asked for access.`,
  'request.approved': () => 'The request was approved.',
  'request.denied': () => 'The request was denied.',
  'request.lapsed': () => 'The request lapsed: nobody decided in time.',
  'request.cancelled': (name) => `${name} cancelled the request.`,
  'decision.made': (name, data) =>
    `${name} ${data.outcome === 'approve' ? 'approved' : 'denied'} at stage “${text(data.stageName)}”.`,
  'decision.refused': (name, data) =>
    `${name} tried to ${data.outcome === 'approve' ? 'approve' : 'deny'}; refused (${text(data.code)}).`,
  'grant.opened': () => 'The grant opened.',
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
  'catalog.members-listed': () => 'The catalogue’s lists of groups’ members changed.',
  'history.exported': (name, data) => `${name} exported the list of ${text(data.list)}.`,
  'person.created': (name) => `${name} became known to Daypass.`,
  'person.changed': (name) => `The identity provider gave ${name} another name or address.`,
  'sign-in.started': (name) => `${name} signed in.`,
  'sign-in.refused': (_, data) => `A sign-in was refused (${text(data.code)}).`,
  'sign-in.ended': (name) => `${name}’s sign-in ended.`,
  'mail-preferences.changed': (name) => `${name} chose which mails they get.`,
  'mail.sent-again': (name) => `${name} had a mail sent again.`,
  'job.run-again': (name, data) => `${name} had the job “${text(data.task)}” run again.`,
}

/** All types of events that have a sentence, for filters. */
export const eventTypes: readonly string[] = Object.keys(SENTENCES)

/** Who caused an event, by name. */
export function actorName({ actor }: StoredEvent): string {
  if (actor.kind === 'person') return actor.name
  return actor.kind === 'daypass' ? 'Daypass' : 'Somebody'
}

/** An event as a sentence. A type that this version does not know is shown by its name. */
export function eventSentence(event: StoredEvent): string {
  return isKnown(event.type) ? SENTENCES[event.type](actorName(event), event.data) : event.type
}

/** What a person typed along with an event. */
export function eventQuote({ data }: StoredEvent): string | null {
  const typed = text(data.reason) || text(data.comment)
  return typed === '' ? null : typed
}

function isKnown(type: string): type is EventType {
  return Object.hasOwn(SENTENCES, type)
}
