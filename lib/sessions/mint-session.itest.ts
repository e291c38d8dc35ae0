import { afterEach, expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { openConsole } from './index'

const domain = useDomain()
const MINUTE = 60

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

type Policy = { Version: string; Statement: unknown[] }

async function grantOf(id: string) {
  const grant = await domain.database.grant.findUniqueOrThrow({ where: { id } })
  const envelope = JSON.parse(grant.envelope) as { policy: Policy }
  return { grant, policy: envelope.policy, end: `${grant.endsAt.toISOString().slice(0, 19)}Z` }
}

/** The parameters of the only AssumeRole there was. */
function onlyCall(): Record<string, string> {
  const [only, ...more] = domain.calls('AssumeRole')
  expect(more).toEqual([])
  return only?.parameters ?? {}
}

test.each(['reports', 'operator'] as const)(
  'what is sent for %s is the approved policy plus exactly the end-of-grant deny (invariants 2, 4)',
  async (entitlementId) => {
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    const grantId = await domain.grant(alice, [carla], { entitlementId })
    await call(openConsole, alice, { sessionId: newId(), grantId })
    const { policy, end } = await grantOf(grantId)
    const sent = JSON.parse(onlyCall().Policy ?? '') as Policy
    expect(sent).toEqual({
      ...policy,
      Statement: [
        ...policy.Statement,
        {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': end } },
        },
      ],
    })
  },
)

test('the session carries who it is for, its grant (transitively) and its request, and nobody else’s id', async () => {
  const [alice, carla] = [
    await domain.signIn('Älice O’Neil', { groups: ['engineers'] }),
    await domain.signIn('carla'),
  ]
  const grantId = await domain.grant(alice, [carla])
  const { grant } = await grantOf(grantId)
  const sessionId = newId()
  await call(openConsole, alice, { sessionId, grantId })
  const session = await domain.database.session.findUniqueOrThrow({ where: { id: sessionId } })
  expect(session.sourceIdentity).toBe(`Alice-O-Neil-${alice.actor.code}`)
  expect(session.roleSessionName).toMatch(new RegExp(`^Alice-O-Neil-${alice.actor.code}-[a-z2-7]{26}$`))
  expect(onlyCall()).toMatchObject({
    RoleArn: 'arn:aws:iam::222222222222:role/daypass/Reports',
    SourceIdentity: session.sourceIdentity,
    RoleSessionName: session.roleSessionName,
    'Tags.member.1.Key': 'daypass:grant',
    'Tags.member.1.Value': grantId,
    'Tags.member.2.Key': 'daypass:request',
    'Tags.member.2.Value': grant.requestId,
    'TransitiveTagKeys.member.1': 'daypass:grant',
  })
  expect(onlyCall()).not.toHaveProperty('TransitiveTagKeys.member.2')
  expect(onlyCall()).not.toHaveProperty('ExternalId')
})

test('an account’s external id is sent', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], { entitlementId: 'lake' })
  await call(openConsole, alice, { sessionId: newId(), grantId })
  expect(onlyCall()).toMatchObject({ ExternalId: 'daypass-lake' })
})

test.each([
  ['what is left of the grant', 'reports', 480, false, 480 * MINUTE],
  ['the hour of role chaining', 'reports', 480, true, 3600],
  ['the role’s maximum', 'payroll', 240, false, 3600],
] as const)(
  'a session is asked for as long as %s',
  async (_, entitlementId, durationMinutes, chained, expected) => {
    const [alice, carla, dmitri] = [
      await domain.signIn('alice'),
      await domain.signIn('carla'),
      await domain.signIn('dmitri'),
    ]
    const approvers = entitlementId === 'payroll' ? [carla, dmitri] : [carla]
    const grantId = await domain.grant(alice, approvers, { entitlementId, durationMinutes })
    const clouds = { aws: domain.awsAt(domain.cloud.endpoint, { chained }) }
    await call(openConsole, { ...alice, clouds }, { sessionId: newId(), grantId })
    const { grant } = await grantOf(grantId)
    const [session] = await domain.database.session.findMany()
    const left = Math.floor((grant.endsAt.getTime() - (session?.intendedAt.getTime() ?? 0)) / 1000)
    expect(session?.requestedDurationSeconds).toBe(Math.min(left, expected))
    expect(onlyCall().DurationSeconds).toBe(String(session?.requestedDurationSeconds))
  },
)

test('in the last quarter of an hour the shortest session is asked for, and the deny still ends it with the grant (invariant 2)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], { durationMinutes: 120 })
  await domain.moveClock(110 * MINUTE)
  await call(openConsole, alice, { sessionId: newId(), grantId })
  const { grant, end } = await grantOf(grantId)
  expect(onlyCall().DurationSeconds).toBe('900')
  expect(onlyCall().Policy).toContain(`"aws:CurrentTime":"${end}"`)
  const [session] = await domain.database.session.findMany()
  expect(session?.expiresAt.getTime()).toBeGreaterThan(grant.endsAt.getTime())
})

test('the intent and its event are committed, for all to see, before AWS is called (invariant 3)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const seen: unknown[] = []
  const assumeRole: typeof domain.aws.assumeRole = async (input) => {
    seen.push(await domain.asOwner('select id, status, role_session_name from sessions'))
    seen.push((await domain.events('session.intended')).map((event) => event.about.sessionId))
    return domain.aws.assumeRole(input)
  }
  const sessionId = newId()
  await call(
    openConsole,
    { ...alice, clouds: { aws: { ...domain.aws, assumeRole } } },
    { sessionId, grantId },
  )
  expect(seen).toEqual([
    [{ id: sessionId, status: 'intended', role_session_name: onlyCall().RoleSessionName }],
    [sessionId],
  ])
})

test('a session that was issued and handed over is written down with what finds it again, and nothing secret', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const sessionId = newId()
  const { signInUrl } = await call(openConsole, alice, { sessionId, grantId })
  const [issued] = [...domain.cloud.state.sessions.values()]
  const { requestId } = (await grantOf(grantId)).grant
  expect(await domain.database.session.findUniqueOrThrow({ where: { id: sessionId } })).toMatchObject({
    status: 'issued',
    accessKeyId: issued?.accessKeyId,
    assumedRoleId: `${issued?.roleId ?? ''}:${issued?.sessionName ?? ''}`,
    expiresAt: new Date(issued?.expiresAt ?? ''),
    failureCode: null,
    failureSentence: null,
    handedOverAt: expect.any(Date) as Date,
    settledAt: expect.any(Date) as Date,
  })
  const events = (await domain.events()).filter((event) => event.about.sessionId === sessionId)
  expect(events.map((event) => event.type)).toEqual([
    'session.intended',
    'session.issued',
    'session.handed-over',
  ])
  for (const event of events)
    expect(event.about).toMatchObject({ sessionId, grantId, requestId, accountId: '222222222222' })
  expect(`${String(signInUrl)} ${JSON.stringify(signInUrl)}`).toBe('[secret] "[secret]"')
})

test('the sign-in token is asked for by POST without SessionDuration, and the address leads to the bucket’s folder', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const { signInUrl } = await call(openConsole, alice, { sessionId: newId(), grantId })
  expect(domain.calls('getSigninToken')).toMatchObject([{ status: 200, parameters: {} }])
  const url = new URL(signInUrl.reveal())
  expect(url.searchParams.get('Action')).toBe('login')
  expect(url.searchParams.get('Issuer')).toBe('http://127.0.0.1:3000')
  const destination = new URL(url.searchParams.get('Destination') ?? '')
  expect(destination.origin).toBe(domain.cloud.cloud.origins.console)
  expect(destination.pathname).toBe('/s3/buckets/finance-reports')
  expect(destination.searchParams.get('prefix')).toBe('2026/')
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(302)
})

test('the same click again is answered “already issued”, and AWS is not asked a second time', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const click = { sessionId: newId(), grantId }
  await call(openConsole, alice, click)
  await expect(call(openConsole, alice, click)).rejects.toMatchObject({ code: 'ERR_ALREADY_ISSUED' })
  await expect(
    call(openConsole, alice, { sessionId: click.sessionId.toUpperCase(), grantId: grantId.toUpperCase() }),
  ).rejects.toMatchObject({ code: 'ERR_ALREADY_ISSUED' })
  expect(domain.calls('AssumeRole')).toHaveLength(1)
  expect(await domain.database.session.count()).toBe(1)
  expect(await domain.events('session.refused')).toMatchObject([
    { about: { grantId }, data: { code: 'ERR_ALREADY_ISSUED' } },
    { about: { grantId }, data: { code: 'ERR_ALREADY_ISSUED' } },
  ])
})

test('the same click at the same moment mints once', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  for (let round = 1; round <= 5; round++) {
    const click = { sessionId: newId(), grantId }
    const answers = await Promise.allSettled([1, 2, 3].map(() => call(openConsole, alice, click)))
    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    )
    expect(refusals).toMatchObject([{ code: 'ERR_ALREADY_ISSUED' }, { code: 'ERR_ALREADY_ISSUED' }])
    expect(domain.calls('AssumeRole')).toHaveLength(round)
  }
})

test('the id of a session on one grant is no click on another grant, nor another person’s', async () => {
  const [alice, bob, carla] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
  ]
  const [first, second, bobs] = [
    await domain.grant(alice, [carla]),
    await domain.grant(alice, [carla]),
    await domain.grant(bob, [carla]),
  ]
  const sessionId = newId()
  await call(openConsole, alice, { sessionId, grantId: first })
  await expect(call(openConsole, alice, { sessionId, grantId: second })).rejects.toMatchObject({
    code: 'ERR_ID_TAKEN',
  })
  await expect(call(openConsole, bob, { sessionId, grantId: bobs })).rejects.toMatchObject({
    code: 'ERR_ID_TAKEN',
  })
  expect(domain.calls('AssumeRole')).toHaveLength(1)
})

test('two clicks at the same moment are two sessions with names of their own, both written down', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const clicks = [newId(), newId()].map((sessionId) => ({ sessionId, grantId }))
  const [one, other] = await Promise.all(clicks.map((click) => call(openConsole, alice, click)))
  expect(one?.signInUrl.reveal()).not.toBe(other?.signInUrl.reveal())
  const sessions = await domain.database.session.findMany()
  expect(sessions.map(({ status }) => status)).toEqual(['issued', 'issued'])
  expect(sessions.map(({ accessKeyId }) => accessKeyId).sort()).toEqual(
    [...domain.cloud.state.sessions.keys()].sort(),
  )
  expect(new Set(sessions.map(({ roleSessionName }) => roleSessionName)).size).toBe(2)
})
