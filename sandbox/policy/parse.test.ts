import { expect, test } from 'vitest'
import { base, document, everyone, trust, expectRefusal, type Refusal } from './cases/document'
import { parsePolicy, type PolicyKind } from './index'

const when = (operator: string, values: unknown, key = 's3:prefix') => ({
  ...base,
  Condition: { [operator]: { [key]: values } },
})
const principal = (value: unknown) => document({ ...trust, Principal: value })

const documents: Refusal[] = [
  ['text that is not JSON', 'Allow all', 'identity', /^Syntax errors in policy\./],
  [
    'a bucket policy that is not JSON',
    'Allow',
    'resource',
    /^Policies must be valid JSON and the first byte must be '\{'/,
  ],
  ['a document that is a list', '[]', 'identity', /^Syntax errors in policy\./],
  [
    'an unknown element of the document',
    document(base, { Conditions: {} }),
    'identity',
    /Unknown element Conditions/,
  ],
  ['an unknown Version', document(base, { Version: '2020-01-01' }), 'identity', /valid version string/],
  ['an Id that is no string', document(base, { Id: 7 }), 'identity', /Id must be a string/],
  [
    'a document without Statement',
    '{"Version":"2012-10-17"}',
    'identity',
    /Missing required field Statement/,
  ],
  ['an empty list of statements', document([]), 'session', /Statement is empty/],
  [
    'a key that is given twice',
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Effect":"Deny"}}',
    'identity',
    /"Effect" is given twice/,
  ],
  [
    'a key that is given twice in two spellings',
    String.raw`{"Statement":{"Effect":"Allow","\u0045ffect":"Deny"}}`,
    'identity',
    /"Effect" is given twice/,
  ],
  [
    'a Sid that is given twice',
    document([
      { ...base, Sid: 'A' },
      { ...base, Sid: 'A' },
    ]),
    'identity',
    /^Statement IDs \(SID\) in a single policy must be unique\.$/,
  ],
]

test.each(documents)('refuses %s', (_what, text, kind, message) => {
  expectRefusal(text, kind, message)
})

test.each<[what: string, text: string, kind: PolicyKind]>([
  ['a single statement without a list', document(base), 'identity'],
  [
    'an action that no service has',
    document({ ...base, Action: ['s3:InventedAction', 'nosuchservice:*'] }),
    'identity',
  ],
  ['an empty Condition', document({ ...base, Condition: {} }), 'session'],
  [
    'empty Sids',
    document([
      { ...base, Sid: '' },
      { ...base, Sid: '' },
    ]),
    'identity',
  ],
  ['a Sid with spaces in a bucket policy', document({ ...everyone, Sid: 'All may read' }), 'resource'],
  ['a document without Version', JSON.stringify({ Statement: base }), 'identity'],
  ['a date of a year alone', document(when('DateLessThan', '2027')), 'session'],
  [
    'keys of an identity provider',
    document({ ...trust, Condition: { StringEquals: { 'id.example.com/a:sub': 'x' } } }),
    'trust',
  ],
  [
    'several accounts, a user, a role and a session',
    principal({
      AWS: [
        '444455556666',
        'arn:aws:iam::111122223333:root',
        'arn:aws:iam::111122223333:user/a/b',
        'arn:aws-cn:iam::111122223333:role/a',
        'arn:aws:sts::111122223333:assumed-role/a/b@c',
      ],
    }),
    'trust',
  ],
  [
    'services and identity providers',
    principal({
      Service: ['ec2.amazonaws.com'],
      Federated: 'arn:aws:iam::111122223333:oidc-provider/id.example.com/a',
    }),
    'trust',
  ],
])('accepts %s', (_what, text, kind) => {
  expect(parsePolicy(text, kind).kind).toBe(kind)
})

test('a document is read into its parts', () => {
  const text = document(
    {
      ...everyone,
      Sid: 'One',
      NotAction: ['s3:Get*'],
      Action: undefined,
      ...{ Condition: { BoolIfExists: { 'aws:SecureTransport': true } } },
    },
    { Id: 'p' },
  )
  expect(parsePolicy(text, 'resource')).toEqual({
    kind: 'resource',
    version: '2012-10-17',
    id: 'p',
    statements: [
      {
        sid: 'One',
        effect: 'Allow',
        principals: [{ type: 'everyone' }],
        actions: { not: true, values: ['s3:Get*'] },
        resources: { not: false, values: ['arn:aws:s3:::reports/*'] },
        conditions: [{ operator: 'Bool', ifExists: true, key: 'aws:SecureTransport', values: ['true'] }],
      },
    ],
  })
})
