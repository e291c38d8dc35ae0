import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId, newPersonCode, shortId } from './ids'

test('new ids are UUIDs of version 7, all different and in the order in which they were made', () => {
  const ids = Array.from({ length: 2000 }, newId)
  expect(new Set(ids).size).toBe(2000)
  expect(ids.toSorted()).toEqual(ids)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a person’s code is twelve characters of base 32, and random', () => {
  const codes = Array.from({ length: 2000 }, newPersonCode)
  for (const code of codes) expect(code).toMatch(/^[a-z2-7]{12}$/)
  expect(new Set(codes).size).toBe(2000)
  // Every place takes every character, so none of the sixty bits is fixed.
  for (let place = 0; place < 12; place++) expect(new Set(codes.map((code) => code[place])).size).toBe(32)
})

test('a short id is 26 legal characters, loses nothing, and does not depend on the case of the UUID', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      expect(shortId(one)).toMatch(/^[a-z2-7]{26}$/)
      expect(shortId(one.toUpperCase())).toBe(shortId(one))
      expect(shortId(one) === shortId(other)).toBe(one === other)
    }),
  )
})
