import { allow, bucket, type Case, deny, object } from './case'

const actionGuide = 'IAM JSON policy elements: Action'
const resourceGuide = 'IAM JSON policy elements: Resource'

function reads(resource: unknown, decision: Case['decision'], rule: string, on = object): Case {
  return { guide: resourceGuide, rule, identity: [allow({ Resource: resource })], on, decision }
}

function does(written: unknown, decision: Case['decision'], rule: string, action = 's3:GetObject'): Case {
  return { guide: actionGuide, rule, identity: [allow({ Action: written })], action, decision }
}

const actions: Case[] = [
  does('S3:getobject', 'allow', 'prefix and name of an action are case-insensitive'),
  does('s3:*', 'allow', 'a wildcard stands for all actions of a service'),
  does('*', 'allow', 'a single wildcard stands for all actions'),
  does('s3:Get*', 'allow', 'a wildcard may stand at the end of a name'),
  does('s3:*Object', 'allow', 'a wildcard may stand at the beginning of a name'),
  does('s3:G?tObject', 'allow', 'a question mark stands for one character'),
  does('s3:GetObject?', 'implicit-deny', 'a question mark does not stand for nothing'),
  does('s3:Get', 'implicit-deny', 'a name without a wildcard is the whole name'),
  does('iam:*', 'implicit-deny', 'the wildcard of one service does not reach another'),
  does(['s3:PutObject', 's3:GetObject'], 'allow', 'one of several actions suffices'),
  does(
    's3:InventedAction',
    'implicit-deny',
    'an action that no service has is accepted and matches no other',
  ),
]

const notElements: Case[] = [
  {
    guide: 'IAM JSON policy elements: NotAction',
    rule: 'a statement with NotAction covers every action but those listed',
    identity: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    decision: 'allow',
  },
  {
    guide: 'IAM JSON policy elements: NotAction',
    rule: 'a statement with NotAction does not cover what it lists',
    identity: [{ Effect: 'Allow', NotAction: ['iam:*', 's3:get*'], Resource: '*' }],
    decision: 'implicit-deny',
  },
  {
    guide: 'IAM JSON policy elements: NotAction',
    rule: 'a deny with NotAction denies all but the listed actions',
    identity: [allow(), { Effect: 'Deny', NotAction: 's3:ListBucket', Resource: '*' }],
    decision: 'explicit-deny',
  },
  {
    guide: 'IAM JSON policy elements: NotResource',
    rule: 'a deny with NotResource denies every resource but those listed',
    identity: [allow(), { Effect: 'Deny', Action: 's3:*', NotResource: `${bucket}/2025/*` }],
    decision: 'explicit-deny',
  },
  {
    guide: 'IAM JSON policy elements: NotResource',
    rule: 'a deny with NotResource leaves the listed resources alone',
    identity: [allow(), { Effect: 'Deny', Action: 's3:*', NotResource: [bucket, `${bucket}/2026/*`] }],
    decision: 'allow',
  },
]

const resources: Case[] = [
  reads('*', 'allow', 'a single wildcard stands for all resources'),
  reads(object, 'allow', 'an ARN without wildcards is one resource'),
  reads(bucket, 'implicit-deny', 'the bucket is not the objects in it'),
  reads(`${bucket}/2026/*`, 'allow', 'a wildcard covers everything below a prefix'),
  reads(
    `${bucket}/2026/*`,
    'implicit-deny',
    'a prefix with its slash does not cover its sibling',
    `${bucket}/20260/x`,
  ),
  reads(`${bucket}/2026/Q1.csv`, 'implicit-deny', 'names of resources are case-sensitive'),
  reads(`${bucket}/*/test/*`, 'allow', 'a wildcard matches slashes too', `${bucket}/1/2/test/3/a.jpg`),
  reads(`${bucket}/*/test/*`, 'allow', 'a wildcard may match nothing', `${bucket}//test/`),
  reads(
    `${bucket}/*/test/*`,
    'implicit-deny',
    'the text between wildcards must be there',
    `${bucket}/1-test/a.jpg`,
  ),
  reads(`${bucket}/2026/q?.csv`, 'allow', 'a question mark stands for one character'),
  reads(`${bucket}/2026/q??.csv`, 'implicit-deny', 'a question mark stands for exactly one character'),
  reads(
    `${bucket}/a*.txt`,
    'allow',
    'colons in the resource part are characters like others',
    `${bucket}/a:b:c.txt`,
  ),
  reads('arn:aws:s3:::*', 'allow', 'a wildcard in the resource part covers buckets and objects'),
  reads('arn:*:s3:::reports/*', 'allow', 'a wildcard may stand for the partition'),
  reads(
    'arn:aws:sqs:us-*:111122223333:a',
    'allow',
    'a wildcard that ends a segment can expand beyond the colon',
    'arn:aws:sqs:us-east-1:x:111122223333:a',
  ),
  reads(
    'arn:aws:sqs:us-*-1:111122223333:a',
    'implicit-deny',
    'a wildcard inside a segment stays within it',
    'arn:aws:sqs:us-x:y-1:111122223333:a',
  ),
]

const denies: Case[] = [
  {
    guide: resourceGuide,
    rule: 'a deny of other resources leaves this one alone',
    identity: [allow(), deny({ Resource: `${bucket}/2025/*` })],
    decision: 'allow',
  },
]

export const elements: Case[] = [...actions, ...notElements, ...resources, ...denies]
