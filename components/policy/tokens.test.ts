import { expect, it } from 'vitest'
import { policyTokens } from './tokens'

const policy = JSON.stringify(
  { Statement: [{ Effect: 'Deny', Resource: 'a "Sid": \\ b' }, { Effect: 'Allow' }] },
  null,
  2,
)

it('a policy is shown whole: its pieces joined are the text itself', () => {
  expect(
    policyTokens(policy)
      .map((token) => token.text)
      .join(''),
  ).toBe(policy)
})

it('effects and names of elements stand out, text inside a value does not', () => {
  const marked = policyTokens(policy).filter((token) => token.kind !== 'plain')
  expect(marked.map((token) => token.text)).toEqual([
    '"Statement"',
    '"Effect"',
    '"Deny"',
    '"Resource"',
    '"Effect"',
    '"Allow"',
  ])
  expect(marked.map((token) => token.kind)).toEqual(['key', 'key', 'deny', 'key', 'key', 'allow'])
})
