import { afterEach, expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { decideRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { openConsole } from './index'

const domain = useDomain()

async function nothingIsMinted(): Promise<void> {
  expect(domain.calls('AssumeRole')).toEqual([])
  expect(domain.cloud.state.sessions.size).toBe(0)
  expect(await domain.database.session.count()).toBe(0)
  expect(await domain.events('session.intended')).toEqual([])
}
afterEach(nothingIsMinted)

test.each([
  ['bob', 'ERR_NOT_FOUND'],
  ['stranger', 'ERR_NOT_FOUND'],
  ['carla', 'ERR_FORBIDDEN'],
  ['audrey', 'ERR_FORBIDDEN'],
])('somebody else’s grant gives %s nothing, and trying is logged', async (handle, code) => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const { requestId } = await domain.database.grant.findUniqueOrThrow({ where: { id: grantId } })
  const other = await domain.signIn(handle)
  await expect(
    call(openConsole, other, { sessionId: newId(), grantId: grantId.toUpperCase() }),
  ).rejects.toMatchObject({ code })
  // Who does not see a grant cannot write into its story either.
  const [refused] = await domain.events('session.refused')
  expect(refused).toMatchObject({ actor: { handle }, data: { grantId, code } })
  expect(refused?.about).toEqual(code === 'ERR_NOT_FOUND' ? {} : { grantId, requestId })
})

test('a grant that does not exist is not found', async () => {
  const alice = await domain.signIn('alice')
  const grantId = newId()
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
  expect(await domain.events('session.refused')).toMatchObject([{ about: {}, data: { grantId } }])
})

test('malformed ids are not understood', async () => {
  const alice = await domain.signIn('alice')
  for (const click of [
    { sessionId: 'once', grantId: newId() },
    { sessionId: newId(), grantId: '1 or true' },
    { sessionId: '9b2f0a34-0c2e-4c6f-8a54-0f5c0f1d2e3f', grantId: newId() },
    { sessionId: newId(), grantId: newId(), durationSeconds: 43_200 },
  ])
    await expect(call(openConsole, alice, click)).rejects.toMatchObject({ code: 'ERR_INPUT' })
})

test('an entitlement that was withdrawn since gives nothing more (invariant 10)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await domain.offer({ reports: null })
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_ENTITLEMENT_WITHDRAWN',
  })
  expect(await domain.events('session.refused')).toMatchObject([
    { data: { code: 'ERR_ENTITLEMENT_WITHDRAWN' } },
  ])
})

test('a person who is not eligible any more gets nothing: lost the group, lost the role, or the rule changed (invariant 10)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const noGroup = await domain.signIn('alice', { groups: ['gardeners'] })
  const noRole = { ...alice, actor: { ...alice.actor, roles: [] } }
  for (const ctx of [noGroup, noRole])
    await expect(call(openConsole, ctx, { sessionId: newId(), grantId })).rejects.toMatchObject({
      code: 'ERR_NOT_ELIGIBLE',
    })
  await domain.offer({ reports: { mayRequest: { groups: ['board'] } } })
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_NOT_ELIGIBLE',
  })
})

test('what the entitlement offers no more is not minted (invariant 10)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  const scope = {
    kind: 's3' as const,
    buckets: [{ bucket: 'finance-reports', prefixes: ['2025/'] }],
    levels: ['read' as const],
  }
  await domain.offer({ reports: { scope } })
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
})

test.each([
  ['the policy', `replace(envelope, '"s3:GetObject"', '"s3:*"')`],
  ['the role', `replace(envelope, 'daypass/Reports', 'daypass/Operator')`],
  ['the duration', `replace(envelope, '"durationMinutes":120', '"durationMinutes":480')`],
])('an envelope in which %s was changed after approval is not issued (invariant 4)', async (_, changed) => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await expect(domain.asOwner(`update grants set envelope = ${changed}`)).rejects.toThrow(
    'grants_envelope_check',
  )
  await domain.asOwner(unchecked('grants', changed))
  await expect(call(openConsole, alice, { sessionId: newId(), grantId })).rejects.toMatchObject({
    code: 'ERR_ISSUE_MISMATCH',
  })
  expect(await domain.events('session.refused')).toMatchObject([{ data: { code: 'ERR_ISSUE_MISMATCH' } }])
})

test('an envelope that was changed between request and approval is not issued either (invariant 4)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  await domain.asOwner(unchecked('requests', `replace(envelope, '"s3:GetObject"', '"s3:*"')`))
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
  expect(await domain.database.grant.count()).toBe(0)
})

/** Changes an envelope as whoever owns the database could, past the check that its hash is right. */
function unchecked(table: 'grants' | 'requests', changed: string): string {
  const check = `check (envelope_hash = encode(sha256(convert_to(envelope, 'UTF8')), 'hex')) not valid`
  return `alter table ${table} drop constraint ${table}_envelope_check;
    update ${table} set envelope = ${changed};
    alter table ${table} add constraint ${table}_envelope_check ${check}`
}
