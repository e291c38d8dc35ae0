import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '../audit/schema'
import { actorName, eventQuote, eventSentence, eventTypes } from './words'

const event = (type: string, more: Partial<StoredEvent> = {}): StoredEvent => ({
  schemaVersion: 1,
  id: '0190b6a0-0000-7000-8000-000000000001',
  type,
  occurredAt: '2026-05-03T12:00:00.000Z',
  actor: {
    kind: 'person',
    personId: '0190b6a0-0000-7000-8000-000000000002',
    handle: 'carla',
    name: 'Carla Conti',
  },
  about: {},
  data: {},
  ...more,
})

describe('an event in words', () => {
  test.each(eventTypes)('%s is a whole sentence, whatever its data holds', (type) => {
    for (const data of [{}, { code: 7, stageName: null, name: [], outcome: {}, previousVersionId: 1 }])
      expect(eventSentence(event(type, { data }))).toMatch(/^[A-Z].*\.$/)
  })

  test.each([
    [
      'decision.made',
      { outcome: 'approve', stageName: 'Data owner' },
      'Carla Conti approved at stage “Data owner”.',
    ],
    [
      'decision.made',
      { outcome: 'deny', stageName: 'Data owner' },
      'Carla Conti denied at stage “Data owner”.',
    ],
    [
      'decision.refused',
      { outcome: 'approve', code: 'ERR_SELF_APPROVAL' },
      'Carla Conti tried to approve; refused (ERR_SELF_APPROVAL).',
    ],
    [
      'request.submitted',
      { kind: 'break-glass', incident: 'INC-42' },
      'Carla Conti broke the glass and had access at once for the incident “INC-42”.',
    ],
    ['request.submitted', { kind: 'extension', incident: null }, 'Carla Conti asked for a later end.'],
    [
      'grant.extended',
      { endsAt: '2026-05-03T14:00:00.000Z' },
      'Carla Conti made the grant longer, until 2026-05-03 14:00 UTC.',
    ],
    [
      'decision.made',
      { outcome: 'approve', stageName: 'Data owner', onBehalfOf: { name: 'Dora' } },
      'Carla Conti approved at stage “Data owner”, in place of Dora.',
    ],
    ['entitlement.versioned', { name: 'Lake', previousVersionId: null }, 'The entitlement “Lake” was added.'],
    ['entitlement.versioned', { name: 'Lake', previousVersionId: 'a' }, 'The entitlement “Lake” changed.'],
    [
      'session.unknown',
      { code: 'ERR_STS_UNKNOWN' },
      'It is not known whether a session was issued (ERR_STS_UNKNOWN); it counts as live until it would expire.',
    ],
  ])('%s %j', (type, data, sentence) => expect(eventSentence(event(type, { data }))).toBe(sentence))

  test.each(['mail.sent', 'constructor', '__proto__', 'toString'])(
    'the type %s is not known and shown as it is',
    (type) => {
      expect(eventSentence(event(type))).toBe(type)
    },
  )

  test('what a person is called is data (invariant 11)', () => {
    const name = '<script>alert(1)</script>'
    const actor = { ...event('x').actor, name } as StoredEvent['actor']
    expect(eventSentence(event('grant.relinquished', { actor }))).toBe(`${name} ended the grant early.`)
  })
})

test.each<[StoredEvent['actor'], string]>([
  [event('x').actor, 'Carla Conti'],
  [{ kind: 'daypass' }, 'Daypass'],
  [{ kind: 'stranger' }, 'Somebody'],
])('%j is called %s', (actor, name) => expect(actorName(event('x', { actor }))).toBe(name))

test.each([
  [{ reason: 'Quarter close' }, 'Quarter close'],
  [{ comment: 'Fine' }, 'Fine'],
  [{ reason: '', comment: null }, null],
  [{ reason: 7 }, null],
  [{}, null],
])('of %j a person typed %j', (data, quote) => expect(eventQuote(event('x', { data }))).toBe(quote))

test('why a sign-in ended is nothing that a person typed', () => {
  expect(eventQuote(event('sign-in.ended', { data: { reason: 'idle' } }))).toBe(null)
})
