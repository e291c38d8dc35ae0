import { describe, expect, test } from 'vitest'
import { createAws } from '../clouds/aws/index'
import { canonicalHash, sha256Hex } from '../kernel/canonical'
import type { Scope } from '../scopes/schema'
import { definitionOf, pinnedOf } from '../testing/entitlements'
import { cloudAccountOf, envelopeSchema, sealEnvelope } from './envelope'
import type { Wish } from './envelope'
import type { EntitlementDefinition } from './schema'

const aws = createAws({ chained: true })
const scope: Scope = { kind: 's3', bucket: 'lake', prefix: '2026/', level: 'read', delete: false }
const lake = definitionOf('lake')
const KEY = 'arn:aws:kms:eu-west-1:222222222222:key/1b2f6a3c-7d54-4e0a-9c1f-5a3d2e8b7f60'

function seal(
  definition: EntitlementDefinition = lake,
  wanted: Scope = scope,
  durationMinutes = 60,
  deliveries: Wish['deliveries'] = ['console'],
) {
  const { pinned } = pinnedOf(definition)
  const policy = aws.compileScope(wanted, cloudAccountOf(pinned), { canOutlive: definition.canOutlive })
  return sealEnvelope(pinned, { scope: wanted, startsAt: null, durationMinutes, deliveries }, policy)
}

describe('invariant 4: the hash covers the whole envelope', () => {
  test('the text is what was hashed, and reads back as the envelope', () => {
    const { text, hash, envelope } = seal()
    expect(sha256Hex(text)).toBe(hash)
    expect(envelopeSchema.parse(JSON.parse(text))).toEqual(envelope)
    expect(canonicalHash(envelope)).toBe(hash)
  })

  test('sealed again, it is the same', () => {
    expect(seal()).toEqual(seal())
  })

  const { externalId, ...account } = lake.account
  test.each<[string, ReturnType<typeof seal>]>([
    ['account', seal({ ...lake, account: { ...lake.account, accountId: '333333333333' } })],
    ['partition', seal({ ...lake, account: { ...lake.account, partition: 'aws-cn' } })],
    ['Region', seal({ ...lake, account: { ...lake.account, region: 'eu-west-2' } })],
    ['external id', seal({ ...lake, account: { ...lake.account, externalId: `${externalId ?? ''}2` } })],
    ['external id that is gone', seal({ ...lake, account })],
    ['role', seal({ ...lake, role: 'daypass/Lake2' })],
    ['longest session', seal({ ...lake, roleMaxSessionMinutes: 60 })],
    ['bucket', seal(lake, { ...scope, bucket: 'lake2' })],
    ['prefix', seal(lake, { ...scope, prefix: '2025/' })],
    ['level', seal(lake, { ...scope, level: 'list' })],
    ['kind of scope', seal(lake, { kind: 'whole-role' })],
    ['mark that it may outlive', seal({ ...lake, canOutlive: true })],
    ['duration', seal(lake, scope, 61)],
    ['delivery', seal(lake, scope, 60, ['console', 'terminal'])],
    ['encryption key', seal(lake, { ...scope, kmsKey: KEY })],
  ])('another %s has another hash', (_what, other) => expect(other.hash).not.toBe(seal().hash))

  const filling = (name: string, readerRole: string, writer?: string): EntitlementDefinition => ({
    ...lake,
    account: { ...lake.account, ...(writer === undefined ? {} : { secretWriterRole: writer }) },
    deliveries: { console: true, terminal: false, secret: { name, readerRole } },
  })
  const sealed = (definition: EntitlementDefinition) => seal(definition, scope, 60, ['secret'])
  test.each<[string, ReturnType<typeof seal>]>([
    ['name', sealed(filling('Other', 'Reader'))],
    ['reader', sealed(filling('Lake', 'Other'))],
    ['writer', sealed(filling('Lake', 'Reader', 'Writer'))],
  ])('another %s of the secret has another hash', (_what, other) =>
    expect(other.hash).not.toBe(sealed(filling('Lake', 'Reader')).hash),
  )

  test('the secret is not approved where it is not asked for', () => {
    expect(seal(filling('Lake', 'Reader')).envelope.secret).toBeUndefined()
  })

  test('another policy has another hash, though all else is the same', () => {
    const { pinned } = pinnedOf(lake)
    const { policy } = seal().envelope
    const widened = { ...policy, Statement: [] }
    expect(
      sealEnvelope(pinned, { scope, startsAt: null, durationMinutes: 60, deliveries: ['console'] }, widened)
        .hash,
    ).not.toBe(seal().hash)
  })

  test('what an approver does not approve is not in it: names and descriptions', () => {
    const renamed = {
      ...lake,
      name: 'Other',
      description: 'Other',
      account: { ...lake.account, name: 'Other' },
    }
    expect(seal(renamed).hash).toBe(seal().hash)
  })

  test.each([60.5, Number.NaN])('a duration of %d minutes is never sealed', (minutes) => {
    expect(() => seal(lake, scope, minutes)).toThrow()
  })

  test('an envelope with anything more is not read', () => {
    expect(envelopeSchema.safeParse({ ...seal().envelope, more: true }).success).toBe(false)
  })
})
