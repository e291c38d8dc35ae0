import type { Letter } from '../../ports/letter'
import { plainLine, plainOneLine, plainText } from '../plain'

type Parts = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'action'> &
  Partial<Pick<Letter, 'warning' | 'quotes' | 'facts' | 'notes' | 'items' | 'code'>> & {
    /** Why this person gets it, as the rest of "You get this mail because …". */
    because: string
    /** Whether how such mails come is not the reader's to choose. */
    forced?: boolean
  }

/** How long a subject may be. */
const SUBJECT_CHARACTERS = 120
const NAME_CHARACTERS = 30
const NOBODY_READS = 'Nobody reads answers to this mail.'
const CHOOSE = 'How such mails come is yours to choose on Daypass, in your menu under “Mail you get”.'
const FORCED = 'These mails come at once, each by itself, and cannot be switched off.'

/**
 * A letter from its parts. Everything in it becomes plain here, whoever wrote it: no letter can forget to (invariant 11).
 * Only what is quoted, and text for machines, keeps its lines.
 */
export function letterOf({ because, forced = false, ...parts }: Parts): Letter {
  const { warning = null, quotes = [], facts = [], notes = [], items = [], code = null } = parts
  return {
    subject: plainLine(parts.subject, SUBJECT_CHARACTERS),
    heading: plainOneLine(parts.heading),
    paragraphs: parts.paragraphs.map(plainOneLine),
    warning: warning === null ? null : plainOneLine(warning),
    quotes: quotes.map(({ text, by }) => ({ text: plainText(text), by: plainOneLine(by) })),
    facts: facts.map(factOf),
    notes: notes.map(plainOneLine),
    items: items.map(({ title, text }) => ({ title: plainOneLine(title), text: plainOneLine(text) })),
    code: code === null ? null : { title: code.title, text: plainText(code.text) },
    action: parts.action,
    footer: [`You get this mail because ${plainOneLine(because)}`, forced ? FORCED : CHOOSE, NOBODY_READS],
  }
}

// A linked address stands there as it is: what is read is where it leads.
function factOf({ label, value, href }: Letter['facts'][number]): Letter['facts'][number] {
  return href === undefined ? { label, value: plainOneLine(value) } : { label, value: href, href }
}

/** A name as it stands in a subject, cut so that it leaves room for what is said. */
export function nameInSubject(name: string): string {
  return plainLine(name, NAME_CHARACTERS)
}

/** "list and read …" as the start of a sentence. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * A subject that says who (or what became of it), which part of what, and how long: the part is cut first, for the others
 * have to be seen too.
 */
export function subjectAbout(before: string, scopeLabel: string, after = ''): string {
  const left = SUBJECT_CHARACTERS - Array.from(before + after).length
  return `${before}${plainLine(scopeLabel, Math.max(left, 1))}${after}`
}
