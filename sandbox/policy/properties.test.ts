import fc from 'fast-check'
import { expect, test } from 'vitest'
import { account, callers, object, roleArn, sessionArn, type StatementText, userArn } from './cases/case'
import { evaluate, parsePolicy, type Policy, PolicyError, type PolicyKind, principalContext } from './index'

const values = <T>(...items: T[]) => fc.constantFrom(...items)
const oneOrMore = (items: fc.Arbitrary<string>) => fc.array(items, { minLength: 1, maxLength: 3 })

const effects = values('Allow', 'Allow', 'Allow', 'Allow', 'Deny')
const actions = oneOrMore(values('s3:GetObject', 's3:PutObject', 's3:*', 'S3:GET*', '*', 'iam:PassRole'))
const resources = oneOrMore(
  values(
    object,
    'arn:aws:s3:::reports/*',
    'arn:aws:s3:::*/q1.csv',
    '*',
    'arn:aws:s3:::reports/${aws:username}',
    'arn:aws:s3:::a',
  ),
)
const conditions = fc.dictionary(
  values(
    'StringLike',
    'StringNotLike',
    'StringEquals',
    'StringNotEqualsIfExists',
    'ForAllValues:StringLike',
    'ForAnyValue:StringNotEquals',
  ),
  fc.dictionary(
    values('s3:prefix', 'aws:userid', 'aws:PrincipalTag/team'),
    oneOrMore(values('finance', 'f*', '*', 'a', '${aws:username}')),
  ),
)
const principals = oneOrMore(values('*', account, roleArn, sessionArn, userArn, callers.stranger.roleArn))

const body = fc.oneof(
  fc.record({ Action: actions, Resource: resources }),
  fc.record({ NotAction: actions, Resource: resources }),
  fc.record({ Action: actions, NotResource: resources }),
)
const statement: fc.Arbitrary<StatementText> = fc
  .tuple(effects, body, fc.option(conditions))
  .map(([Effect, rest, Condition]) => ({ Effect, ...rest, ...(Condition === null ? {} : { Condition }) }))
const resourceStatement = fc
  .tuple(statement, principals)
  .map(([text, AWS]) =>
    text.Effect === 'Deny' && AWS.length > 2
      ? { ...text, NotPrincipal: { AWS } }
      : { ...text, Principal: { AWS } },
  )

interface World {
  caller: keyof typeof callers
  prefix: string | null
  identity: StatementText[]
  session: StatementText[] | null
  resource: StatementText[] | null
}

const list = (items: fc.Arbitrary<StatementText>) => fc.array(items, { minLength: 1, maxLength: 4 })
const worlds: fc.Arbitrary<World> = fc.record({
  caller: values('session', 'user', 'root', 'stranger', 'anonymous'),
  prefix: fc.option(values('a', 'finance', '')),
  identity: list(statement),
  session: fc.option(list(statement)),
  resource: fc.option(list(resourceStatement)),
})

function policy(kind: PolicyKind, statements: StatementText[]): Policy {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), kind)
}

function decide(world: World) {
  const principal = callers[world.caller]
  const keys = world.prefix === null ? {} : { 's3:prefix': world.prefix }
  return evaluate({
    action: 's3:GetObject',
    resource: object,
    resourceAccount: account,
    principal,
    context: principalContext(principal, new Date('2026-05-03T12:00:00Z'), keys),
    policies: {
      identity: [policy('identity', world.identity)],
      ...(world.session === null ? {} : { session: policy('session', world.session) }),
      ...(world.resource === null ? {} : { resource: policy('resource', world.resource) }),
    },
  })
}

const check = <T extends unknown[]>(property: fc.IProperty<T>) => {
  fc.assert(property, { numRuns: 500 })
}

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' }

test('adding a deny never widens what is allowed', () => {
  check(
    fc.property(worlds, statement, (world, added) => {
      const denied = { ...world, identity: [...world.identity, { ...added, Effect: 'Deny' }] }
      expect(decide(denied).allowed && !decide(world).allowed).toBe(false)
    }),
  )
})

test('adding an allow never narrows what is allowed', () => {
  check(
    fc.property(worlds, (world) => {
      const wider = { ...world, identity: [...world.identity, allowAll] }
      expect(decide(world).allowed && !decide(wider).allowed).toBe(false)
    }),
  )
})

test('a session policy never widens what is allowed', () => {
  check(
    fc.property(worlds, list(statement), (world, session) => {
      expect(decide({ ...world, session }).allowed && !decide({ ...world, session: null }).allowed).toBe(
        false,
      )
    }),
  )
})

test('a session policy that allows nothing leaves nothing of what the resource policy grants by role or account', () => {
  check(
    fc.property(worlds, list(statement), (world, granted) => {
      const session = [{ Effect: 'Allow', Action: 'none:none', Resource: '*' }]
      const resource = granted.map((text) => ({ ...text, Principal: { AWS: [roleArn, account] } }))
      expect(decide({ ...world, caller: 'session', session, resource }).allowed).toBe(false)
    }),
  )
})

test('the order of statements does not matter', () => {
  check(
    fc.property(worlds, (world) => {
      const reversed = {
        ...world,
        identity: world.identity.toReversed(),
        session: world.session?.toReversed() ?? null,
        resource: world.resource?.toReversed() ?? null,
      }
      expect(decide(reversed).decision).toBe(decide(world).decision)
    }),
  )
})

test('an explicit deny is what denies statements say, and nothing else', () => {
  check(
    fc.property(worlds, (world) => {
      const verdict = decide(world)
      expect(verdict.decision === 'explicit-deny').toBe(verdict.matched.denies.length > 0)
      expect(verdict.allowed).toBe(verdict.decision === 'allow')
    }),
  )
})

test('whatever is written, parsePolicy answers with a policy or a PolicyError', () => {
  const kinds = values<PolicyKind>('identity', 'resource', 'trust', 'session')
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .dictionary(values('Version', 'Statement', 'Id', '__proto__'), fc.jsonValue())
      .map((value) => JSON.stringify(value)),
    fc
      .tuple(statement, fc.string(), fc.jsonValue())
      .map(([text, key, value]) => JSON.stringify({ Statement: { ...text, [key]: value } })),
  )
  check(
    fc.property(texts, kinds, (text, kind) => {
      try {
        expect(parsePolicy(text, kind).statements.length).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(PolicyError)
      }
    }),
  )
})
