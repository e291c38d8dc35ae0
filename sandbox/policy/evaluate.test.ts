import { expect, test } from 'vitest'
import {
  account,
  allow,
  allowTo,
  callers,
  deny,
  object,
  roleArn,
  sessionArn,
  type StatementText,
} from './cases/case'
import { evaluate, type EvaluationRequest, parsePolicy, principalContext } from './index'

const read = (kind: 'identity' | 'session' | 'resource', ...statements: StatementText[]) =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), kind)

function ask(policies: EvaluationRequest['policies']) {
  const principal = callers.session
  const context = principalContext(principal, new Date('2026-05-03T12:00:00Z'))
  return evaluate({
    action: 's3:GetObject',
    resource: object,
    resourceAccount: account,
    principal,
    context,
    policies,
  })
}

test('the explanation names every statement that applied, denies first', () => {
  const verdict = ask({
    identity: [
      read('identity', allow({ Resource: '*', Action: 'iam:*' })),
      read('identity', allow({ Sid: 'Read' })),
    ],
    session: read('session', allow(), deny({ Sid: 'End' })),
    resource: read('resource', allowTo(roleArn)),
  })
  expect(verdict.explanation).toEqual([
    `${sessionArn} may not perform s3:GetObject on ${object}. A statement denies it explicitly.`,
    'Deny: statement 2 "End" of the session policy',
    'Allow: statement 1 "Read" of identity policy 2',
    'Allow: statement 1 of the session policy',
    'Allow: statement 1 of the resource policy (names the role)',
  ])
  expect(verdict.matched.denies).toEqual([
    { source: 'session', policyIndex: 0, statementIndex: 1, sid: 'End', effect: 'Deny' },
  ])
  expect(verdict.matched.allows.map(({ source }) => source)).toEqual(['identity', 'session', 'resource'])
})

test.each<[string, EvaluationRequest['policies'], string]>([
  ['nothing allows', { identity: [] }, 'No policy allows it.'],
  [
    'the session policy narrows',
    { identity: [read('identity', allow())], session: read('session', allow({ Action: 's3:PutObject' })) },
    'The session policy does not allow it.',
  ],
  [
    'the account is named and left alone',
    { identity: [], resource: read('resource', allowTo(account)) },
    'The resource policy leaves it to the account, and no identity policy allows it.',
  ],
])('an implicit deny says which side is missing: %s', (_what, policies, reason) => {
  expect(ask(policies).explanation[0]).toContain(reason)
})

test('across accounts every missing side is named', () => {
  const principal = callers.stranger
  const verdict = evaluate({
    action: 's3:GetObject',
    resource: object,
    resourceAccount: account,
    principal,
    context: {},
    policies: { identity: [] },
  })
  expect(verdict.explanation[0]).toContain(
    'no identity policy and no resource policy of the other account does',
  )
})
