import { expect, test } from 'vitest'
import { boundedCache } from './bounded-cache'

test('a text is worked out once as long as it is remembered; the one unused for longest is forgotten', () => {
  const made: string[] = []
  const cached = boundedCache(2, (text) => {
    made.push(text)
    return text.length
  })
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(cached)).toEqual([1, 1, 1, 1, 1, 1])
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

test('what could not be worked out is tried again', () => {
  let tries = 0
  const cached = boundedCache(2, () => {
    if (++tries === 1) throw new Error('not yet')
    return tries
  })
  expect(() => cached('a')).toThrow('not yet')
  expect([cached('a'), cached('a')]).toEqual([2, 2])
})
