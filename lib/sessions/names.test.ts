import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../testing/random-text'
import { newId, newPersonCode } from '../kernel/ids'
import { sessionNames } from './names'

// STS API reference, AssumeRole.
const LEGAL = /^[A-Za-z0-9_+=,.@-]{2,64}$/
const code = 'abcdefghij23'
const id = '0190b6a0-0000-7000-8000-00000000000f'

const handles = fc.oneof(anyText(100), fc.string({ maxLength: 100 }), fc.emailAddress())
const codes = fc.constant(0).map(newPersonCode)

describe('names that a cloud’s log knows people by', () => {
  test('are legal for STS, whatever the handle', () => {
    fc.assert(
      fc.property(handles, codes, fc.uuid(), (handle, own, sessionId) => {
        const { sourceIdentity, roleSessionName } = sessionNames({ handle, code: own }, sessionId)
        expect(sourceIdentity).toMatch(LEGAL)
        expect(roleSessionName).toMatch(LEGAL)
        expect(sourceIdentity.toLowerCase().startsWith('aws:')).toBe(false)
      }),
    )
  })

  test.each([
    ['alice', 'alice'],
    ['Alice.Moreau@example.com', 'Alice.Moreau@example.com'],
    ['José Müller', 'Jose-Muller'],
    ['DOMAIN\\alice', 'DOMAIN-alice'],
    ['aws:alice', 'aws-alice'],
    ['alice\nbob', 'alice-bob'],
    ['--alice--', 'alice'],
    ['ｆｕｌｌ', 'full'],
    ['', 'person'],
    ['😀', 'person'],
    ['\u202ealice', 'alice'],
    ['مريم', 'person'],
    ['\ud800', 'person'],
    ['---', 'person'],
    ['x'.repeat(1000), 'x'.repeat(51)],
  ])('begin readably: %j gives "%s"', (handle, start) => {
    expect(sessionNames({ handle, code }, id).sourceIdentity).toBe(`${start}-${code}`)
  })

  test('use the room that they have', () => {
    const { sourceIdentity, roleSessionName } = sessionNames({ handle: 'x'.repeat(1000), code }, id)
    expect([sourceIdentity.length, roleSessionName.length]).toEqual([64, 64])
  })

  test('are one source identity for all of a person’s sessions, and a session name for each', () => {
    fc.assert(
      fc.property(handles, codes, (handle, own) => {
        const names = Array.from({ length: 5 }, () => sessionNames({ handle, code: own }, newId()))
        expect(new Set(names.map((name) => name.sourceIdentity)).size).toBe(1)
        expect(new Set(names.map((name) => name.roleSessionName)).size).toBe(5)
        for (const name of names) expect(name.roleSessionName).toContain(`-${own}-`)
      }),
    )
  })

  test('differ for different people, even if one chooses a handle that imitates the other', () => {
    fc.assert(
      fc.property(handles, handles, codes, codes, (handle, other, one, two) => {
        fc.pre(one !== two)
        const names = sessionNames({ handle, code: one }, id)
        for (const imitation of [other, names.sourceIdentity, names.roleSessionName, `${handle}-${one}`]) {
          const imitated = sessionNames({ handle: imitation, code: two }, id)
          expect(imitated.sourceIdentity).not.toBe(names.sourceIdentity)
          expect(imitated.roleSessionName).not.toBe(names.roleSessionName)
        }
      }),
    )
  })
})
