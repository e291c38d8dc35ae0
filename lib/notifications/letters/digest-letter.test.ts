import { expect, test } from 'vitest'
import { FRIENDLY, sampleLetters } from '../../testing/letters'
import type { Letter } from '../../ports/letter'
import { digestLetter } from './digest-letter'

const { wanted } = sampleLetters(FRIENDLY)

function letters(count: number): Letter[] {
  return Array.from({ length: count }, () => wanted).filter((letter) => letter !== undefined)
}

test('a digest names each request with its reason on one line', () => {
  const { subject, items, action } = digestLetter('wanted', letters(2), 'https://daypass.example.com')
  expect(subject).toBe('2 requests wait for your decision')
  expect(items[1]).toEqual({
    title: 'Alice Archer asks for access: Finance reports, s3://finance-reports/2026/, 2 h',
    text: 'Quarter close: compare the ledger’s totals with the reports. Needed before the board meets on Tuesday.',
  })
  expect(action.url).toBe('https://daypass.example.com/approvals')
})

test('a digest of very many names fifty and says how many more there are', () => {
  const { subject, items, notes } = digestLetter('wanted', letters(73), 'https://daypass.example.com')
  expect(subject).toBe('73 requests wait for your decision')
  expect(items).toHaveLength(50)
  expect(notes).toEqual(['And 23 more.'])
})
