import { beforeAll, describe, expect, test } from 'vitest'
import { FRIENDLY, HOSTILE, sampleLetters } from '@/lib/testing/letters'
import type { DrawnLetter } from '@/lib/ports/letter'
import { drawLetter } from './index'

const friendly = sampleLetters(FRIENDLY)
const hostile = sampleLetters(HOSTILE)
const names = Object.keys(friendly)

type Drawn = Record<string, DrawnLetter>
let drawn: { friendly: Drawn; hostile: Drawn }

async function drawAll(letters: typeof friendly): Promise<Drawn> {
  const entries = Object.entries(letters).map(
    async ([name, letter]) => [name, await drawLetter(letter)] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

beforeAll(async () => {
  drawn = { friendly: await drawAll(friendly), hostile: await drawAll(hostile) }
})

const markup = (html = '') => html.replace(/<title>.*?<\/title>/s, '').match(/<[^>]*>/g) ?? []
const links = (html = '') =>
  [...html.matchAll(/(?:href|src|action|background)="([^"]*)"/g)].map(([, url]) => url)

describe.each(names)('the mail “%s”', (name) => {
  test('is made of the same markup, attribute by attribute, whatever was typed (invariant 11)', () => {
    expect(markup(drawn.hostile[name]?.html)).toEqual(markup(drawn.friendly[name]?.html))
  })

  test('holds one link, to a page of the portal, and loads nothing', () => {
    const { action } = friendly[name] ?? {}
    expect(links(drawn.hostile[name]?.html)).toEqual([action?.url])
    expect(action?.url).toMatch(
      /^https:\/\/daypass\.example\.com\/((requests|grants|admin\/catalog)\/|approvals$|$)/,
    )
    expect(drawn.hostile[name]?.text.match(/https?:\/\/\S+/g)).toEqual([action?.url])
    expect(drawn.hostile[name]?.html).not.toMatch(/@import|url\(|<form|<input|<script/)
  })

  test('says the same in its text as in its HTML', () => {
    const { html = '', text = '' } = drawn.friendly[name] ?? {}
    const {
      heading = '',
      paragraphs = [],
      facts = [],
      quotes = [],
      items = [],
      notes = [],
    } = friendly[name] ?? {}
    const said = [
      heading,
      ...paragraphs,
      ...notes,
      ...facts.map((one) => one.value),
      ...quotes.map((one) => one.by),
    ]
    const listed = items.flatMap((one) => [one.title, one.text])
    for (const sentence of [...said, ...listed]) {
      expect(text).toContain(sentence)
      expect(unescaped(html)).toContain(sentence)
    }
  })

  test('has a look for dark screens', () => {
    expect(drawn.friendly[name]?.html).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(drawn.friendly[name]?.html).toContain('@media (prefers-color-scheme: dark)')
  })

  test('has a subject of one line without controls', () => {
    expect(hostile[name]?.subject).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
    expect(Array.from(hostile[name]?.subject ?? '').length).toBeLessThanOrEqual(120)
  })
})

test('an approver reads in the mail all that decides: who, what, how long, why, how unusual, and the policy', () => {
  const { text } = drawn.friendly['wanted'] ?? { text: '' }
  expect(text).toContain('Alice Archer asks for access for 2 h')
  expect(text).toContain('List and read objects under 2026/ in finance-reports for 2 h, from approval.')
  expect(text).toContain('> Quarter close: compare the ledger’s totals with the reports.\n> Needed before')
  expect(text).toContain('Ticket: FIN-1042')
  expect(text).toContain('Account: Finance (111122223333)')
  expect(text).toContain('Before this: Asked for 3 times, approved once')
  expect(text).toContain('"Action": "s3:GetObject"')
})

test('what can outlive its grant is said first, as a warning', () => {
  expect(drawn.friendly['wanted-outlives']?.text).toMatch(
    /^Alice.*\n\nWarning: What this gives can outlive the grant/,
  )
})

test('a ticket that is a web address is a link, which reads as where it leads and says nothing of its reader', async () => {
  const ticket = 'https://tickets.example.com/browse/FIN-1042'
  const { wanted } = sampleLetters({ ...FRIENDLY, ticket })
  if (wanted === undefined) throw new Error('there is no such letter')
  const { html, text } = await drawLetter(wanted)
  expect(links(html)).toEqual([ticket, wanted.action.url])
  expect(html).toMatch(new RegExp(`<a href="${ticket}" [^>]*rel="noreferrer noopener"[^>]*>${ticket}</a>`))
  expect(text).toContain(`Ticket: ${ticket}\n`)
})

test('broken glass is said in red before everything else', () => {
  for (const name of ['glass-to-you', 'glass-to-reviewer', 'glass-told']) {
    expect(friendly[name]?.subject).toMatch(
      /^BREAK-GLASS: Alice Archer has access to Finance reports, .*, 2 h$/,
    )
    expect(drawn.friendly[name]?.text).toMatch(/^.*broke the glass\n\nWarning: Nobody was asked before/)
    expect(drawn.friendly[name]?.html).toContain('background-color:#d91515')
  }
})

test('a stand-in reads first in whose place they can decide', () => {
  expect(drawn.friendly['wanted-in-place']?.text).toMatch(/^.*\n\nYou can decide in place of Alice Archer\./)
})

test('an extension says from which end to which, a scheduled start its window in UTC', () => {
  expect(drawn.friendly['wanted-longer']?.text).toContain(
    'Until: 22 Nov 2026, 14:00 UTC → 22 Nov 2026, 16:00 UTC',
  )
  expect(drawn.friendly['wanted-in-place']?.text).toContain(
    'for 2 h, from 24 Nov 2026, 22:00 UTC to 25 Nov 2026, 00:00 UTC.',
  )
})

test('times say their zone', () => {
  expect(friendly['ending']?.subject).toBe('Ends at 22 Nov 2026, 14:00 UTC: Finance reports')
  expect(friendly['ending']?.heading).toBe('Your access ends in 14 min')
})

function unescaped(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
