import { allow, bucket, type Case, deny } from './case'

const guide = 'IAM policy elements: Variables and tags'
const home = (name: string) => `${bucket}/home/${name}/a.txt`
const ownHome = allow({ Resource: `${bucket}/home/\${aws:username}/*` })
const team = allow({ Resource: `${bucket}/\${aws:PrincipalTag/team}/*` })

const values: Case[] = [
  {
    guide,
    rule: 'aws:username is the friendly name of the user',
    caller: 'user',
    identity: [ownHome],
    on: home('ada'),
    decision: 'allow',
  },
  {
    guide,
    rule: "another user's name is not matched",
    caller: 'user',
    identity: [ownHome],
    on: home('bob'),
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'a tag of the principal can be a variable',
    identity: [team],
    on: `${bucket}/finance/a`,
    decision: 'allow',
  },
  {
    guide,
    rule: 'names of keys in variables are case-insensitive',
    identity: [allow({ Resource: `${bucket}/\${AWS:principaltag/Team}/*` })],
    on: `${bucket}/finance/a`,
    decision: 'allow',
  },
  {
    guide,
    rule: 'aws:userid holds the role id and the name of the session',
    identity: [allow({ Resource: `${bucket}/\${aws:userid}` })],
    on: `${bucket}/AROAREADER:ada-1`,
    decision: 'allow',
  },
  {
    guide: 'Single-valued vs. multivalued context keys',
    rule: 'a multivalued key cannot be used as a policy variable',
    identity: [allow({ Resource: `${bucket}/\${aws:TagKeys}` })],
    keys: { 'aws:TagKeys': ['a'] },
    on: `${bucket}/a`,
    decision: 'implicit-deny',
  },
]

const missing: Case[] = [
  {
    guide,
    rule: 'a variable that is not present makes the statement not match: assumed roles have no aws:username',
    identity: [ownHome],
    on: home(''),
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'a variable that is not present leaves the other values of the element',
    identity: [allow({ Resource: [`${bucket}/\${aws:username}`, `${bucket}/*`] })],
    decision: 'allow',
  },
  {
    guide,
    rule: 'a variable that is not present makes a statement with NotResource invalid',
    identity: [{ Effect: 'Allow', Action: 's3:*', NotResource: `${bucket}/\${aws:username}` }],
    decision: 'implicit-deny',
  },
  {
    guide,
    rule: 'a variable that is not present makes a negated condition invalid',
    identity: [allow({ Condition: { StringNotEquals: { 'aws:userid': '${aws:username}' } } })],
    decision: 'implicit-deny',
  },
  {
    guide: 'Specifying default values',
    rule: 'a default stands in for a variable that is not present',
    identity: [allow({ Resource: `${bucket}/home/\${aws:username, 'nobody'}/*` })],
    on: home('nobody'),
    decision: 'allow',
  },
  {
    guide: 'Specifying default values',
    rule: 'a default does not replace a value that is present',
    caller: 'user',
    identity: [allow({ Resource: `${bucket}/home/\${aws:username, 'nobody'}/*` })],
    on: home('nobody'),
    decision: 'implicit-deny',
  },
  {
    guide: 'Specifying default values',
    rule: 'anonymous users do not populate aws:userid',
    caller: 'anonymous',
    resource: [allow({ Principal: '*', Resource: `${bucket}/\${aws:userid, 'anonymous'}` })],
    on: `${bucket}/anonymous`,
    decision: 'allow',
  },
]

const characters: Case[] = [
  {
    guide: 'Special characters',
    rule: '${*} is an asterisk',
    identity: [allow({ Resource: `${bucket}/a\${*}` })],
    on: `${bucket}/a*`,
    decision: 'allow',
  },
  {
    guide: 'Special characters',
    rule: '${*} is no wildcard',
    identity: [allow({ Resource: `${bucket}/a\${*}` })],
    on: `${bucket}/ab`,
    decision: 'implicit-deny',
  },
  {
    guide: 'Special characters',
    rule: '${?} is a question mark',
    identity: [deny({ Resource: `${bucket}/a\${?}` }), allow()],
    on: `${bucket}/ab`,
    decision: 'allow',
  },
  {
    guide: 'Special characters',
    rule: '${$} is a dollar sign',
    identity: [allow({ Resource: `${bucket}/\${$}{x}` })],
    on: `${bucket}/\${x}`,
    decision: 'allow',
  },
  {
    guide: 'Special characters',
    rule: 'a wildcard in the value of a variable is a character like others',
    identity: [allow({ Resource: `${bucket}/\${s3:prefix}` })],
    keys: { 's3:prefix': '*' },
    decision: 'implicit-deny',
  },
]

const versions: Case[] = [
  {
    guide,
    rule: 'with an earlier Version variables are literal text',
    caller: 'user',
    version: '2008-10-17',
    identity: [ownHome],
    on: home('${aws:username}'),
    decision: 'allow',
  },
  {
    guide,
    rule: 'with an earlier Version variables have no value',
    caller: 'user',
    version: '2008-10-17',
    identity: [ownHome],
    on: home('ada'),
    decision: 'implicit-deny',
  },
]

export const variables: Case[] = [...values, ...missing, ...characters, ...versions]
