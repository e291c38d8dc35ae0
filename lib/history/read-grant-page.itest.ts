import { expect, test } from 'vitest'
import { relinquishGrant } from '../grants/index'
import { newId } from '../kernel/ids'
import { decideRequest, requestExtension } from '../requests/index'
import { openConsole } from '../sessions/index'
import { call, useDomain } from '../testing/domain'
import { readGrantPage } from './index'

const domain = useDomain()

test('a grant is visible to whom it was granted to, to its approvers, owners and auditors; to others it does not exist', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  for (const ctx of [alice, carla, await domain.signIn('audrey'), await domain.signIn('chris')])
    expect(await call(readGrantPage, ctx, { grantId })).toMatchObject({
      id: grantId,
      isMine: ctx === alice,
      mayUse: ctx === alice,
    })
  await domain.offer({ reports: { owner: { group: 'report-owners' } } })
  const owner = await domain.signIn('olga', { groups: ['report-owners'] })
  expect(await call(readGrantPage, owner, { grantId })).toMatchObject({ id: grantId, mayUse: false })
  for (const handle of ['bob', 'dmitri', 'stranger'])
    await expect(call(readGrantPage, await domain.signIn(handle), { grantId }), handle).rejects.toMatchObject(
      {
        code: 'ERR_NOT_FOUND',
      },
    )
  await expect(call(readGrantPage, alice, { grantId: newId() })).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
})

test('the timeline tells the whole story from request to end, refused attempts of those who see it included, oldest first', async () => {
  const [alice, bob, carla] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
  ]
  const grantId = await domain.grant(alice, [carla])
  await call(openConsole, alice, { sessionId: newId(), grantId })
  await call(openConsole, bob, { sessionId: newId(), grantId }).catch(() => undefined)
  await call(openConsole, carla, { sessionId: newId(), grantId }).catch(() => undefined)
  await call(relinquishGrant, alice, { grantId })
  const { timeline } = await call(readGrantPage, alice, { grantId })
  expect(timeline.map(({ type }) => type)).toEqual([
    'request.submitted',
    'decision.made',
    'request.approved',
    'grant.opened',
    'session.intended',
    'session.issued',
    'session.handed-over',
    'session.refused',
    'grant.relinquished',
  ])
  expect(timeline[0]).toMatchObject({ actorName: 'Alice', quote: 'Quarter close' })
})

test('the timeline tells who asked for a later end and who allowed it, where it came about and where it did not', async () => {
  const stages = [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }]
  await domain.offer(
    { reports: { approval: 'longer' } },
    { longer: { stages, extension: { totalMinutes: 600 } } },
  )
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  for (const outcome of ['deny', 'approve'] as const) {
    const asked = {
      id: newId(),
      grantId,
      durationMinutes: 60,
      reason: `To be told: ${outcome}`,
      ticket: null,
    }
    await call(requestExtension, alice, asked)
    await call(decideRequest, carla, await domain.answer(asked.id, { outcome }))
  }
  const { timeline, endsAt } = await call(readGrantPage, alice, { grantId })
  expect(timeline.slice(4).map(({ sentence, quote }) => [sentence, quote])).toEqual([
    ['Alice asked for a later end.', 'To be told: deny'],
    ['Carla denied at stage “Data owner”.', null],
    ['The request was denied.', null],
    ['Alice asked for a later end.', 'To be told: approve'],
    ['Carla approved at stage “Data owner”.', null],
    ['The request was approved.', null],
    [`Carla made the grant longer, until ${endsAt.slice(0, 16).replace('T', ' ')} UTC.`, null],
  ])
})

test('after an early end the page says until when an open console may still work: its own end, or the grant’s planned one', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const [opened, unopened] = [await domain.grant(alice, [carla]), await domain.grant(alice, [carla])]
  await call(openConsole, alice, { sessionId: newId(), grantId: opened })
  expect(await call(readGrantPage, alice, { grantId: opened })).toMatchObject({
    status: 'active',
    mayWorkUntil: null,
  })
  for (const grantId of [opened, unopened]) await call(relinquishGrant, alice, { grantId })
  const { sessions, endsAt, mayWorkUntil } = await call(readGrantPage, alice, { grantId: opened })
  const [session] = await domain.database.session.findMany()
  const earliest = [session?.expiresAt.toISOString() ?? '', endsAt].sort()[0]
  expect([sessions[0]?.worksUntil, mayWorkUntil]).toEqual([earliest, earliest])
  expect(await call(readGrantPage, alice, { grantId: unopened })).toMatchObject({
    status: 'ended',
    mayWorkUntil: null,
  })
  await domain.moveClock(3 * 3600)
  expect(await call(readGrantPage, alice, { grantId: opened })).toMatchObject({
    mayWorkUntil: null,
    mayUse: false,
  })
})

test('the page’s status is the clock’s, though nobody has written the end down yet (invariant 2)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla])
  await domain.moveClock(3 * 3600)
  const page = await call(readGrantPage, alice, { grantId })
  expect(page).toMatchObject({ status: 'ended', endReason: 'expired', endedAt: page.endsAt, mayUse: false })
})

test('the page shows the policy that was sent, and nothing secret (invariant 8)', async () => {
  const [alice, carla, audrey] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('audrey'),
  ]
  const grantId = await domain.grant(alice, [carla])
  await call(openConsole, alice, { sessionId: newId(), grantId })
  const page = await call(readGrantPage, audrey, { grantId })
  const sent = domain.calls('AssumeRole')[0]?.parameters.Policy ?? ''
  expect(JSON.parse(page.policyText)).toEqual(JSON.parse(sent))
  const [issued] = [...domain.cloud.state.sessions.values()]
  for (const secret of [issued?.secretAccessKey ?? '', issued?.sessionToken ?? ''])
    expect(JSON.stringify(page)).not.toContain(secret)
})
