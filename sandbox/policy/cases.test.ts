import { expect, test } from 'vitest'
import { acrossAccounts } from './cases/across-accounts'
import { account, callers, type Case, object, type StatementText } from './cases/case'
import { conditionKeys } from './cases/condition-keys'
import { operatorCases } from './cases/conditions'
import { elements } from './cases/elements'
import { type KeyCase, keyCases } from './cases/keys'
import { notPrincipal } from './cases/not-principal'
import { setOperators } from './cases/set-operators'
import { type TrustCase, trustCases } from './cases/trust'
import { variables } from './cases/variables'
import { withinAccount } from './cases/within-account'
import {
  evaluate,
  evaluateKey,
  evaluateTrust,
  parsePolicy,
  type Policy,
  type PolicyKind,
  principalContext,
} from './index'

const noon = new Date('2026-05-03T12:00:00Z')
const cases = [
  ...withinAccount,
  ...acrossAccounts,
  ...elements,
  ...variables,
  ...operatorCases,
  ...conditionKeys,
  ...setOperators,
  ...notPrincipal,
]

function policy(kind: PolicyKind, statements: StatementText[], version = '2012-10-17'): Policy {
  return parsePolicy(JSON.stringify({ Version: version, Statement: statements }), kind)
}

function decide(row: Case) {
  const principal = callers[row.caller ?? 'session']
  return evaluate({
    action: row.action ?? 's3:GetObject',
    resource: row.on ?? object,
    resourceAccount: account,
    principal,
    context: principalContext(principal, noon, row.keys),
    policies: {
      identity: row.identity === undefined ? [] : [policy('identity', row.identity, row.version)],
      ...(row.session === undefined ? {} : { session: policy('session', row.session) }),
      ...(row.resource === undefined ? {} : { resource: policy('resource', row.resource) }),
    },
  })
}

function decideTrust(row: TrustCase) {
  const principal = callers[row.caller ?? 'user']
  return evaluateTrust({
    action: row.action ?? 'sts:AssumeRole',
    roleArn: `arn:aws:iam::${account}:role/daypass/Target`,
    roleAccount: account,
    principal,
    context: principalContext(principal, noon, row.keys),
    policies: {
      trust: policy('trust', row.trust),
      identity: row.identity === undefined ? [] : [policy('identity', row.identity)],
      ...(row.session === undefined ? {} : { session: policy('session', row.session) }),
    },
  })
}

function decideKey(row: KeyCase) {
  const principal = callers[row.caller ?? 'session']
  return evaluateKey({
    action: 'kms:Decrypt',
    resource: `arn:aws:kms:eu-central-1:${account}:key/1`,
    resourceAccount: account,
    principal,
    context: principalContext(principal, noon, row.keys),
    policies: {
      identity: row.identity === undefined ? [] : [policy('identity', row.identity)],
      ...(row.session === undefined ? {} : { session: policy('session', row.session) }),
      resource: policy('resource', row.key),
    },
  })
}

test.each(cases)('$guide: $rule', (row) => {
  const verdict = decide(row)
  expect(verdict.decision, verdict.explanation.join('\n')).toBe(row.decision)
  expect(verdict.allowed).toBe(row.decision === 'allow')
})

test.each(trustCases)('$guide: $rule', (row) => {
  const verdict = decideTrust(row)
  expect(verdict.allowed, verdict.explanation.join('\n')).toBe(row.allowed)
})

test.each(keyCases)('$guide: $rule', (row) => {
  const verdict = decideKey(row)
  expect(verdict.allowed, verdict.explanation.join('\n')).toBe(row.allowed)
})

test('no two cases claim the same', () => {
  const claims = [...cases, ...trustCases, ...keyCases].map((row) => `${row.guide}: ${row.rule}`)
  expect(claims.filter((claim, index) => claims.indexOf(claim) !== index)).toEqual([])
})
