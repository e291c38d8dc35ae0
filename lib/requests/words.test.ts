import { expect, test } from 'vitest'
import { earlierInWords } from './words'

test.each([
  [{ requests: 0, approved: 0 }, 'Alice Moreau has not asked for this entitlement before'],
  [{ requests: 1, approved: 0 }, 'Asked for once, never approved'],
  [{ requests: 3, approved: 1 }, 'Asked for 3 times, approved once'],
])('of %j an approver reads "%s"', (earlier, words) => {
  expect(earlierInWords(earlier, 'Alice Moreau')).toBe(words)
})
