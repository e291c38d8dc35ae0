import type { GrantSummary } from '../../grants/schema'
import { durationInWords } from '../../kernel/durations'
import type { Letter } from '../../ports/letter'
import type { RequestSummary } from '../../requests/schema'
import { plainLine, plainText } from '../plain'

type Parts = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'action'> &
  Partial<Pick<Letter, 'warning' | 'quotes' | 'facts' | 'notes' | 'items' | 'code'>> & {
    /** Why this person gets it, as the rest of "You get this mail because …". */
    because: string
  }

const SUBJECT_CHARACTERS = 120
const NOBODY_READS = 'Nobody reads answers to this mail.'
const CHOOSE = 'How such mails come is yours to choose on Daypass, in your menu under “Mail you get”.'

/** A letter from its parts. Everything in it becomes plain here, whoever wrote it: no letter can forget to (invariant 11). */
export function letterOf({ because, ...parts }: Parts): Letter {
  const { warning = null, quotes = [], facts = [], notes = [], items = [], code = null } = parts
  return {
    subject: plainLine(parts.subject, SUBJECT_CHARACTERS),
    heading: plainText(parts.heading),
    paragraphs: parts.paragraphs.map(plainText),
    warning: warning === null ? null : plainText(warning),
    quotes: quotes.map(({ text, by }) => ({ text: plainText(text), by: plainText(by) })),
    facts: facts.map(({ label, value }) => ({ label, value: plainText(value) })),
    notes: notes.map(plainText),
    items: items.map(({ title, text }) => ({ title: plainText(title), text: plainText(text) })),
    code: code === null ? null : { title: code.title, text: plainText(code.text) },
    action: parts.action,
    footer: [`You get this mail because ${plainText(because)}`, CHOOSE, NOBODY_READS],
  }
}

/** "list and read …" as the start of a sentence. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What is asked for, as pages label it. */
export function requestFacts(request: RequestSummary): Letter['facts'] {
  const { requester, entitlement, ticket } = request
  return [
    { label: 'Person', value: `${requester.name} (${requester.handle})` },
    { label: 'Duration', value: `${durationInWords(request.durationMinutes)}, from approval` },
    { label: 'Ticket', value: ticket ?? 'none' },
    { label: 'Scope', value: request.scopeLabel },
    ...entitlementFacts(entitlement),
  ]
}

/** What was granted, as pages label it. */
export function grantFacts(grant: GrantSummary): Letter['facts'] {
  return [{ label: 'Scope', value: grant.scopeLabel }, ...entitlementFacts(grant.entitlement)]
}

function entitlementFacts(entitlement: RequestSummary['entitlement']): Letter['facts'] {
  return [
    { label: 'Entitlement', value: entitlement.name },
    { label: 'Account', value: `${entitlement.accountName} (${entitlement.accountId})` },
    { label: 'Role', value: entitlement.role },
  ]
}
