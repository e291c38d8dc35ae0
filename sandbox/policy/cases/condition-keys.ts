import { allow, bucket, type Case, deny, roleArn } from './case'

const guide = 'Creating a condition with multiple keys or values'
const keysGuide = 'AWS global condition context keys'

function demands(
  condition: Record<string, unknown>,
  decision: Case['decision'],
  rule: string,
  keys: Case['keys'] = {},
): Case {
  return { guide: keysGuide, rule, identity: [allow({ Condition: condition })], keys, decision }
}

const combination: Case[] = [
  {
    guide,
    rule: 'several keys under one operator must all match',
    identity: [allow({ Condition: { StringEquals: { 's3:prefix': 'a', 's3:delimiter': '/' } } })],
    keys: { 's3:prefix': 'a' },
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'several operators must all match',
    identity: [
      allow({ Condition: { StringLike: { 's3:prefix': 'a*' }, StringNotLike: { 's3:prefix': 'ab*' } } }),
    ],
    keys: { 's3:prefix': 'abc' },
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'operators and keys that all match allow',
    identity: [
      allow({
        Condition: { StringLike: { 's3:prefix': 'a*', 's3:delimiter': '/' }, Null: { 's3:prefix': false } },
      }),
    ],
    keys: { 's3:prefix': 'a', 's3:delimiter': '/' },
    decision: 'allow',
  },
  {
    guide,
    rule: 'a deny whose condition does not hold does not apply',
    identity: [allow(), deny({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'sales' } } })],
    decision: 'allow',
  },
  {
    guide: 'Condition',
    rule: 'names of condition keys are case-insensitive',
    identity: [allow({ Condition: { StringEquals: { 'AWS:principaltag/TEAM': 'finance' } } })],
    decision: 'allow',
  },
]

const multivalued = 'Single-valued vs. multivalued context keys'
const several: Case[] = [
  {
    ...demands(
      { StringEquals: { 'aws:TagKeys': 'a' } },
      'implicit-deny',
      'without a set operator several values of the request do not match',
      {
        'aws:TagKeys': ['a', 'b'],
      },
    ),
    guide: multivalued,
  },
  {
    ...demands({ StringEquals: { 'aws:TagKeys': 'a' } }, 'allow', 'a single value is compared as such', {
      'aws:TagKeys': ['a'],
    }),
    guide: multivalued,
  },
  {
    ...demands({ Null: { 'sts:TransitiveTagKeys': 'true' } }, 'allow', 'a key without any value is null', {
      'sts:TransitiveTagKeys': [],
    }),
    guide: multivalued,
  },
]

const principal: Case[] = [
  demands(
    { StringEquals: { 'aws:PrincipalTag/team': 'finance' } },
    'allow',
    'aws:PrincipalTag holds the tags of the session',
  ),
  demands(
    { StringEquals: { 'aws:PrincipalTag/grant': 'g1' } },
    'implicit-deny',
    'a tag that the session lacks is absent',
  ),
  demands(
    { ArnLike: { 'aws:PrincipalArn': roleArn } },
    'allow',
    'aws:PrincipalArn of a session is its role, path included',
  ),
  demands(
    { StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
    'allow',
    'aws:PrincipalAccount is the account of the caller',
  ),
  demands(
    { StringLike: { 'aws:userid': 'AROAREADER:*' } },
    'allow',
    'aws:userid of a session begins with the id of its role',
  ),
  demands(
    { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } },
    'allow',
    'aws:PrincipalType says what the caller is',
  ),
  demands({ Null: { 'aws:username': 'true' } }, 'allow', 'aws:username is absent for assumed roles'),
  demands(
    { StringEquals: { 'aws:SourceIdentity': 'ada' } },
    'allow',
    'aws:SourceIdentity was set when the role was assumed',
    {
      'aws:SourceIdentity': 'ada',
    },
  ),
]

const end = (date: string) =>
  deny({ Action: '*', Resource: '*', Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': date } } })
const time: Case[] = [
  {
    guide: keysGuide,
    rule: 'aws:CurrentTime denies from the very second of the end',
    identity: [allow(), end('2026-05-03T12:00:00Z')],
    decision: 'explicit-deny',
  },
  {
    guide: keysGuide,
    rule: 'aws:CurrentTime does not deny a second before the end',
    identity: [allow(), end('2026-05-03T12:00:01Z')],
    decision: 'allow',
  },
  demands(
    { DateLessThan: { 'aws:EpochTime': '1777809601' } },
    'allow',
    'aws:EpochTime is the time in seconds',
  ),
]

const listing = allow({
  Action: 's3:ListBucket',
  Resource: bucket,
  Condition: { StringLike: { 's3:prefix': ['2026/*'] } },
})
const list = { guide: 'Amazon S3 condition keys', action: 's3:ListBucket', on: bucket, identity: [listing] }
const s3: Case[] = [
  {
    ...list,
    rule: 's3:prefix limits a listing to a prefix',
    keys: { 's3:prefix': '2026/q1' },
    decision: 'allow',
  },
  {
    ...list,
    rule: 'a listing of another prefix is not allowed',
    keys: { 's3:prefix': '2025/' },
    decision: 'implicit-deny',
  },
  { ...list, rule: 'a listing without a prefix does not match', decision: 'implicit-deny' },
]

export const conditionKeys: Case[] = [...combination, ...several, ...principal, ...time, ...s3]
