import { expect, test } from 'vitest'
import { DaypassError } from '@/lib/kernel/errors'
import { asDaypassError, errorAnswer } from './answer'

test('an error that nobody foresaw says nothing of itself but the id under which the log has it', () => {
  const error = asDaypassError(new Error('password=hunter2 at 10.0.0.1'), 'request-1')
  expect(error.code).toBe('ERR_INTERNAL')
  expect(JSON.stringify(errorAnswer(error))).not.toMatch(/hunter2|10\.0\.0\.1/)
  expect(error.message).toContain('request-1')
})

test('a database that cannot be reached is told apart, and that nothing happens twice', () => {
  const error = asDaypassError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'request-1')
  expect(error).toMatchObject({ code: 'ERR_DATABASE_UNAVAILABLE', status: 503 })
  expect(error.message).toContain('nothing twice')
})

test('a refusal passes with its code, its sentence and its fields, and without its cause', () => {
  const fields = [{ field: 'reason', sentence: 'Say why.' }]
  const refusal = new DaypassError('ERR_INPUT', 'Say why.', { fields, cause: new Error('inner') })
  expect(errorAnswer(asDaypassError(refusal, 'request-1'))).toEqual({
    code: 'ERR_INPUT',
    sentence: 'Say why.',
    fields,
  })
})
