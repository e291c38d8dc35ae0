import type { Letter } from '../../ports/letter'
import { plainLine } from '../plain'
import type { MailKind } from '../schema'
import { digestInWords } from '../words'
import { letterOf } from './parts'

const LISTED_AT_MOST = 50
const ITEM_CHARACTERS = 200

const PAGES: Record<MailKind, { label: string; path: string }> = {
  wanted: { label: 'Look at them and decide', path: '/approvals' },
  question: { label: 'Open Daypass', path: '/' },
  decided: { label: 'Open your requests', path: '/requests' },
  ready: { label: 'Open Daypass', path: '/' },
  ending: { label: 'Open Daypass', path: '/' },
  ended: { label: 'Open your requests', path: '/requests' },
  undelivered: { label: 'Open Daypass', path: '/' },
  glass: { label: 'Open Daypass', path: '/' },
  policy: { label: 'Open Daypass', path: '/' },
}

/** One letter instead of many of a kind: the first fifty each with its subject and with what a person said about it. */
export function digestLetter(kind: MailKind, letters: readonly Letter[], portalUrl: string): Letter {
  const { label, path } = PAGES[kind]
  const said = digestInWords(kind, letters.length)
  const more = letters.length - LISTED_AT_MOST
  return letterOf({
    subject: said,
    heading: said,
    paragraphs: ['So that you do not get a mail for each, here they are together.'],
    items: letters.slice(0, LISTED_AT_MOST).map(itemOf),
    notes: more > 0 ? [`And ${String(more)} more.`] : [],
    action: { label, url: `${portalUrl}${path}` },
    because: 'there was more to tell you than fits single mails.',
  })
}

function itemOf({ subject, quotes, paragraphs }: Letter): Letter['items'][number] {
  return { title: subject, text: plainLine(quotes[0]?.text ?? paragraphs[0] ?? '', ITEM_CHARACTERS) }
}
