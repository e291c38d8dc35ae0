import type { GrantSummary } from '../../grants/schema'
import { durationInWords } from '../../kernel/durations'
import type { Letter } from '../../ports/letter'
import type { RequestSummary } from '../../requests/schema'
import { plainLine, plainOneLine, plainText } from '../plain'

type Parts = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'action'> &
  Partial<Pick<Letter, 'warning' | 'quotes' | 'facts' | 'notes' | 'items' | 'code'>> & {
    /** Why this person gets it, as the rest of "You get this mail because …". */
    because: string
  }

/** How long a subject may be. */
export const SUBJECT_CHARACTERS = 120
const NAME_CHARACTERS = 40
const NOBODY_READS = 'Nobody reads answers to this mail.'
const CHOOSE = 'How such mails come is yours to choose on Daypass, in your menu under “Mail you get”.'

/**
 * A letter from its parts. Everything in it becomes plain here, whoever wrote it: no letter can forget to (invariant 11).
 * Only what is quoted, and text for machines, keeps its lines.
 */
export function letterOf({ because, ...parts }: Parts): Letter {
  const { warning = null, quotes = [], facts = [], notes = [], items = [], code = null } = parts
  return {
    subject: plainLine(parts.subject, SUBJECT_CHARACTERS),
    heading: plainOneLine(parts.heading),
    paragraphs: parts.paragraphs.map(plainOneLine),
    warning: warning === null ? null : plainOneLine(warning),
    quotes: quotes.map(({ text, by }) => ({ text: plainText(text), by: plainOneLine(by) })),
    facts: facts.map(({ label, value }) => ({ label, value: plainOneLine(value) })),
    notes: notes.map(plainOneLine),
    items: items.map(({ title, text }) => ({ title: plainOneLine(title), text: plainOneLine(text) })),
    code: code === null ? null : { title: code.title, text: plainText(code.text) },
    action: parts.action,
    footer: [`You get this mail because ${plainOneLine(because)}`, CHOOSE, NOBODY_READS],
  }
}

/** A name as it stands in a subject, cut so that it leaves room for what is said. */
export function nameInSubject(name: string): string {
  return plainLine(name, NAME_CHARACTERS)
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
