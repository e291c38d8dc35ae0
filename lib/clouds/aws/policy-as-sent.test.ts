import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalHash } from '../../kernel/canonical'
import type { ApprovedPolicy, Scope } from '../../ports/cloud'
import { awsAccount, s3Scopes } from '../../testing/random-scopes'
import { compileScope } from './compile-scope'
import { policyAsSent, policySize, SESSION_POLICY_LIMIT } from './policy-as-sent'

const scopes: fc.Arbitrary<Scope> = fc.oneof(s3Scopes, fc.constant({ kind: 'whole-role' as const }))
const policies = fc
  .tuple(scopes, fc.boolean())
  .map(([scope, canOutlive]) => compileScope(scope, awsAccount, { canOutlive }))
const times = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

type Document = { Version: string; Statement: unknown[] }
const read = (text: string) => JSON.parse(text) as Document

describe('invariant 4: what is sent is what was approved', () => {
  test('the policy as sent is the approved statements in their order, plus exactly the end-of-grant deny', () => {
    fc.assert(
      fc.property(policies, times, (policy, endsAt) => {
        const sent = read(policyAsSent(policy, endsAt))
        const approved = policy as unknown as Document
        const end = sent.Statement.at(-1)
        expect({ ...sent, Statement: sent.Statement.slice(0, -1) }).toEqual(approved)
        expect(end).toEqual({
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: {
            DateGreaterThanEquals: { 'aws:CurrentTime': `${endsAt.toISOString().slice(0, 19)}Z` },
          },
        })
      }),
    )
  })

  test('the size that is judged is the size that is sent, whenever the grant ends', () => {
    fc.assert(
      fc.property(policies, times, (policy, endsAt) => {
        expect(policySize(policy)).toEqual({
          characters: policyAsSent(policy, endsAt).length,
          limit: SESSION_POLICY_LIMIT,
        })
      }),
    )
  })

  test('the text has only characters that STS takes', () => {
    fc.assert(
      fc.property(policies, times, (policy, endsAt) => {
        expect(policyAsSent(policy, endsAt)).toMatch(/^[\t\n\r\u0020-\u00ff]+$/)
      }),
    )
  })

  test('a policy without a list of statements is never sent', () => {
    const broken: ApprovedPolicy = { Version: '2012-10-17', Statement: { Effect: 'Allow' } }
    expect(() => policyAsSent(broken, new Date(0))).toThrow()
  })

  test('the same scope compiles to the same policy, however often', () => {
    fc.assert(
      fc.property(scopes, (scope) => {
        const compile = () => canonicalHash(compileScope(scope, awsAccount, { canOutlive: false }))
        expect(compile()).toBe(compile())
      }),
    )
  })
})

test.each(['list', 'read', 'read-write'] as const)(
  'at level %s the longest bucket name leaves room for a prefix in every partition',
  (level) => {
    const scope: Scope = {
      kind: 's3',
      bucket: 'b'.repeat(63),
      prefix: '',
      level,
      delete: level === 'read-write',
    }
    const govCloud = { ...awsAccount, partition: 'aws-us-gov' }
    const { characters, limit } = policySize(compileScope(scope, govCloud, { canOutlive: false }))
    expect(limit - characters).toBeGreaterThan(600)
  },
)
