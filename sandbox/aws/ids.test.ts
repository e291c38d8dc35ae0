import { afterEach, expect, test } from 'vitest'
import { accessKeyId, markSecrets, opaqueToken, secretAccessKey, urlToken } from './ids'

afterEach(() => {
  markSecrets('')
})

test('marked secrets begin with the mark, are as long as others, and differ; what is no secret is not marked', () => {
  const kinds = [secretAccessKey, opaqueToken, urlToken]
  const lengths = kinds.map((make) => make().length)
  markSecrets('Canary7')
  expect(kinds.map((make) => make().length)).toEqual(lengths)
  for (const make of kinds) {
    expect(make()).toMatch(/^Canary7/)
    expect(make()).not.toBe(make())
  }
  expect(accessKeyId('ASIA')).toMatch(/^ASIA[A-Z2-7]{16}$/)
})
