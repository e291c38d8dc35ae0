import { expect, test } from 'vitest'
import { z } from 'zod'
import { AwsError } from '../errors'
import { operation, type RegionalCall } from './operation'

const run = operation(
  { Name: z.string(), Kind: z.enum(['plain']).optional(), More: z.object({ Deep: z.string() }).optional() },
  () => ({}),
)

function refusal(given: unknown): string {
  try {
    run({} as RegionalCall, given)
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'succeeded'
}

test.each([
  [{}, "ValidationError: .*Value null at 'name' .*must not be null"],
  [{ Name: 7 }, 'SerializationException: Name: '],
  [{ Name: 'n', More: {} }, 'SerializationException: More.Deep: '],
  [{ Name: 'n', Kind: 'fancy' }, 'NotImplemented: .* Kind with that value'],
  [{ Name: 'n', Other: 1 }, 'NotImplemented: .* Other'],
  [{ Name: 'n', Kind: 'plain' }, 'succeeded'],
])('what an operation does not take is refused by an error of its own: %j is %s', (given, expected) => {
  expect(refusal(given)).toMatch(new RegExp(`^(${expected})`))
})
