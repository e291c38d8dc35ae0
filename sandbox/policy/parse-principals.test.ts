import { test } from 'vitest'
import { base, document, everyone, trust, expectRefusal, type Refusal } from './cases/document'

const principal = (value: unknown) => document({ ...trust, Principal: value })

const principals: Refusal[] = [
  [
    'a principal in an identity policy',
    document(everyone),
    'identity',
    /^Policy document should not specify a principal\.$/,
  ],
  [
    'a principal in a session policy',
    document(everyone),
    'session',
    /^Policy document should not specify a principal\.$/,
  ],
  ['a bucket policy without a principal', document(base), 'resource', /^Missing required field Principal$/],
  [
    'a trust policy without a principal',
    document({ ...trust, Principal: undefined }),
    'trust',
    /^Missing required field Principal$/,
  ],
  [
    'an Allow with NotPrincipal in a bucket policy',
    document({ ...base, NotPrincipal: '*' }),
    'resource',
    /^Allow with NotPrincipal is not allowed\.$/,
  ],
  [
    'Principal beside NotPrincipal',
    document({ ...base, Effect: 'Deny', Principal: '*', NotPrincipal: '*' }),
    'resource',
    /it has both Principal and NotPrincipal/,
  ],
  [
    'a NotPrincipal that names nobody',
    document({ ...base, Effect: 'Deny', NotPrincipal: { AWS: 'ada' } }),
    'resource',
    /Invalid principal in policy/,
  ],
  [
    'NotPrincipal in a trust policy',
    document({ ...trust, NotPrincipal: '*' }),
    'trust',
    /^AssumeRole policy must not contain NotPrincipal field\.$/,
  ],
  [
    'resources in a trust policy',
    document({ ...trust, Resource: '*' }),
    'trust',
    /^Has prohibited field Resource$/,
  ],
  [
    'NotResource in a trust policy',
    document({ ...trust, NotResource: '*' }),
    'trust',
    /^Has prohibited field NotResource$/,
  ],
  [
    'another action in a trust policy',
    document({ ...trust, Action: ['sts:AssumeRole', 's3:Get*'] }),
    'trust',
    /^AssumeRole policy may only specify STS AssumeRole actions\.$/,
  ],
  [
    'a wildcard action in a trust policy',
    document({ ...trust, Action: 'sts:*' }),
    'trust',
    /may only specify STS AssumeRole actions/,
  ],
  [
    'NotAction in a trust policy',
    document({ ...trust, Action: undefined, NotAction: 'sts:TagSession' }),
    'trust',
    /may only specify STS/,
  ],
  [
    'a principal that is bare text',
    principal('111122223333'),
    'trust',
    /^Invalid principal in policy: "111122223333"$/,
  ],
  ['a principal without any entry', principal({}), 'trust', /^Invalid principal in policy/],
  [
    'an unknown kind of principal',
    principal({ CanonicalUser: 'a' }),
    'trust',
    /^Invalid principal in policy: "CANONICALUSER":"a"$/,
  ],
  [
    'an account of eleven digits',
    principal({ AWS: '11112222333' }),
    'trust',
    /^Invalid principal in policy: "AWS":"11112222333"$/,
  ],
  [
    'a wildcard as part of a user',
    principal({ AWS: 'arn:aws:iam::111122223333:user/*' }),
    'trust',
    /^Invalid principal/,
  ],
  [
    'a wildcard as part of a path',
    principal({ AWS: 'arn:aws:iam::111122223333:role/*/a' }),
    'trust',
    /^Invalid principal/,
  ],
  [
    'a wildcard for all sessions',
    principal({ AWS: 'arn:aws:sts::111122223333:assumed-role/a/*' }),
    'trust',
    /^Invalid principal/,
  ],
  [
    'an assumed role without a session',
    principal({ AWS: 'arn:aws:sts::111122223333:assumed-role/a' }),
    'trust',
    /^Invalid principal/,
  ],
  ['a group', principal({ AWS: 'arn:aws:iam::111122223333:group/a' }), 'trust', /^Invalid principal/],
  [
    'a service that is no host name of AWS',
    principal({ Service: 'example.com' }),
    'trust',
    /^Invalid principal/,
  ],
  [
    'a federated principal in a bucket policy',
    document({ ...base, Principal: { Federated: 'accounts.google.com' } }),
    'resource',
    /^Invalid principal/,
  ],
  ['an empty list of principals', principal({ AWS: [] }), 'trust', /^Invalid principal/],
]

test.each(principals)('refuses %s', (_what, text, kind, message) => {
  expectRefusal(text, kind, message)
})
