import { test } from 'vitest'
import { base, document, everyone, expectRefusal, type Refusal } from './cases/document'

const statements: Refusal[] = [
  ['a statement that is no object', document(['Allow']), 'identity', /Statement 1: it must be an object/],
  [
    'an unknown element of a statement',
    document([base, { ...base, Actions: 's3:*' }]),
    'identity',
    /Statement 2: unknown element Actions/,
  ],
  ['an element in another case', document({ ...base, effect: 'Deny' }), 'identity', /unknown element effect/],
  [
    'a statement without Effect',
    document({ ...base, Effect: undefined }),
    'identity',
    /Missing required field Effect/,
  ],
  [
    'an Effect in another case',
    document({ ...base, Effect: 'allow' }),
    'identity',
    /Invalid effect: "allow"/,
  ],
  [
    'a Sid with a hyphen in an identity policy',
    document({ ...base, Sid: 'a-b' }),
    'identity',
    /letters and digits only/,
  ],
  [
    'a statement without actions',
    document({ ...base, Action: undefined }),
    'identity',
    /^Policy statement must contain actions\.$/,
  ],
  [
    'both Action and NotAction',
    document({ ...base, NotAction: 'iam:*' }),
    'session',
    /both Action and NotAction/,
  ],
  [
    'an empty list of actions',
    document({ ...base, Action: [] }),
    'identity',
    /actions must be a string or a list/,
  ],
  [
    'an action without a service',
    document({ ...base, Action: 'GetObject' }),
    'identity',
    /^Actions\/Conditions must be prefaced by a vendor/,
  ],
  [
    'an action with two colons',
    document({ ...base, Action: 's3:Get:Object' }),
    'identity',
    /^Actions\/Condition can contain only one colon\.$/,
  ],
  [
    'a wildcard in the service of an action',
    document({ ...base, Action: 's*:Get' }),
    'identity',
    /^Vendor s\* is not valid$/,
  ],
  ['a policy variable in an action', document({ ...base, Action: 's3:${x}' }), 'identity', /not well formed/],
  [
    'a statement without resources',
    document({ ...base, Resource: undefined }),
    'identity',
    /^Policy statement must contain resources\.$/,
  ],
  [
    'both Resource and NotResource',
    document({ ...base, NotResource: '*' }),
    'identity',
    /both Resource and NotResource/,
  ],
  [
    'a resource that is no ARN',
    document({ ...base, Resource: 'reports/*' }),
    'identity',
    /^Resource reports\/\* must be in ARN format or "\*"\.$/,
  ],
  [
    'an ARN with too few segments',
    document({ ...base, Resource: 'arn:aws:s3:reports' }),
    'session',
    /must be in ARN format/,
  ],
  [
    'an unknown partition',
    document({ ...base, Resource: 'arn:azure:s3:::a' }),
    'identity',
    /^Partition "azure" is not valid for resource/,
  ],
  [
    'a wildcard in the service of an ARN',
    document({ ...base, Resource: 'arn:aws:s*:::a' }),
    'identity',
    /^Resource vendor must be fully qualified/,
  ],
  [
    'a region in an S3 ARN',
    document({ ...base, Resource: 'arn:aws:s3:eu-west-1::a' }),
    'identity',
    /can not contain region information/,
  ],
  [
    'a region in an IAM ARN',
    document({ ...base, Resource: 'arn:aws:iam:eu-west-1:111122223333:role/a' }),
    'identity',
    /^IAM resource .* cannot contain region/,
  ],
  [
    'a variable before the fifth colon',
    document({ ...base, Resource: 'arn:aws:sqs::${aws:PrincipalAccount}:a' }),
    'identity',
    /must be in ARN format|not well formed/,
  ],
  [
    'a variable without an end',
    document({ ...base, Resource: 'arn:aws:s3:::a/${aws:userid' }),
    'identity',
    /policy variable that is not well formed/,
  ],
  [
    'a bad resource in a bucket policy',
    document({ ...everyone, Resource: 'reports' }),
    'resource',
    /^Policy has invalid resource/,
  ],
]

test.each(statements)('refuses %s', (_what, text, kind, message) => {
  expectRefusal(text, kind, message)
})
