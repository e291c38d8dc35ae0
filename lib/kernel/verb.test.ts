import { expect, test } from 'vitest'
import { z } from 'zod'
import { DaypassError, errorStatus } from './errors'
import { parseInput, verb } from './verb'

const greet = verb(
  'greet',
  z.strictObject({
    name: z.string('Say a name.').min(2, 'A name has two letters.'),
    age: z.int('Say an age.'),
  }),
  (greeting: string, input) => Promise.resolve(`${greeting} ${input.name}`),
)

function refusalOf(value: unknown): DaypassError {
  try {
    parseInput(greet.input, value)
  } catch (error) {
    if (error instanceof DaypassError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test('a verb carries its name and its schema, and runs with what was parsed', async () => {
  expect(greet.verbName).toBe('greet')
  expect(await greet('Hello', parseInput(greet.input, { name: 'Ada', age: 36 }))).toBe('Hello Ada')
})

test('input from outside is refused with every problem at its field, and the first as the sentence', () => {
  const refusal = refusalOf({ name: 'A', age: 1.5 })
  expect(refusal.code).toBe('ERR_INPUT')
  expect(refusal.status).toBe(400)
  expect(refusal.message).toBe('A name has two letters.')
  expect(refusal.fields).toEqual([
    { field: 'name', sentence: 'A name has two letters.' },
    { field: 'age', sentence: 'Say an age.' },
  ])
})

test.each([
  [null],
  [undefined],
  ['text'],
  [7],
  [[]],
  [{ name: 'Ada', age: 1, admin: true }],
  [{ __proto__: { name: 'Ada' } }],
])('%j is refused', (value) => expect(refusalOf(value).code).toBe('ERR_INPUT'))

test('a refusal does not repeat what was typed, which could be a secret', () => {
  const refusal = refusalOf({ name: 7, age: 'hunter2-hunter2' })
  expect(JSON.stringify([refusal.message, refusal.fields, refusal.cause])).not.toContain('hunter2')
})

test('every code has an HTTP status of a refusal, and keeps it', () => {
  for (const [code, status] of Object.entries(errorStatus)) {
    expect(code).toMatch(/^ERR_[A-Z_]+$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
  }
  expect(new DaypassError('ERR_NOT_FOUND', 'x').status).toBe(404)
  expect(new DaypassError('ERR_SELF_APPROVAL', 'x').status).toBe(403)
  expect(new DaypassError('ERR_ALREADY_ISSUED', 'x').status).toBe(409)
})

test('a cause is kept for the log, and there is none where none is given', () => {
  const cause = new Error('inner')
  expect(new DaypassError('ERR_INTERNAL', 'x', { cause }).cause).toBe(cause)
  expect('cause' in new DaypassError('ERR_INTERNAL', 'x')).toBe(false)
})
