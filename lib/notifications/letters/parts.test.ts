import { describe, expect, test } from 'vitest'
import { letterText } from '@/mails/text'
import { FRIENDLY, sampleLetters } from '../../testing/letters'

const FORGED =
  'OPS-1\nScope: public-samples (list)\r\nAccount: Sandbox (000000000000)\u2028\n\nLook at it and decide:\nx'

describe.each(['name', 'ticket', 'prefix'] as const)('line breaks typed into a %s', (field) => {
  const friendly = sampleLetters(FRIENDLY)
  const letters = sampleLetters({ ...FRIENDLY, [field]: FORGED })

  test.each(Object.keys(letters))('add no line to the plain text of “%s” (invariant 11)', (kind) => {
    const { [kind]: letter } = letters
    const { [kind]: honest } = friendly
    if (letter === undefined || honest === undefined) throw new Error(`there is no letter ${kind}`)
    const lines = letterText(letter).split('\n')
    expect(lines).toHaveLength(letterText(honest).split('\n').length)
    for (const label of ['Scope:', 'Account:', 'Look at it and decide:'])
      expect(lines.filter((line) => line.startsWith(label)).length).toBeLessThanOrEqual(1)
  })
})

test('a long name leaves room in the subject for what is asked for', () => {
  const { wanted, undelivered } = sampleLetters({ ...FRIENDLY, name: 'Ali'.repeat(66) })
  expect(wanted?.subject).toMatch(
    /^(Ali)+A?l?… asks for access: Finance reports, s3:\/\/finance-reports\/2026\/, 2 h$/,
  )
  const { wanted: ofPictures } = sampleLetters({ ...FRIENDLY, name: '👩'.repeat(100) })
  expect(ofPictures?.subject).toMatch(
    /^👩+… asks for access: Finance reports, s3:\/\/finance-reports\/2026\/, 2 h$/u,
  )
  expect(undelivered?.subject).toMatch(/^Delivery failed: Finance reports for (Ali)+A?l?…$/)
})

test('a long scope leaves room in the subject for how long', () => {
  const { wanted } = sampleLetters({ ...FRIENDLY, prefix: `${'2026-'.repeat(60)}/` })
  expect(wanted?.subject).toMatch(
    /^Alice Archer asks for access: Finance reports, s3:\/\/finance-reports\/2026-.*…, 2 h$/,
  )
})
