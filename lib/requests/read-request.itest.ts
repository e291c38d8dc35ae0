import { expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import type { Page } from './schema'
import {
  cancelRequest,
  decideRequest,
  listMyRequests,
  listToDecide,
  previewRequest,
  readRequest,
} from './index'

const domain = useDomain()

test('a request is visible to its requester, to every stage’s approvers and to auditors; to others it does not exist', async () => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  for (const handle of ['alice', 'carla', 'dmitri', 'audrey'])
    expect(await call(readRequest, await domain.signIn(handle), { requestId }), handle).toMatchObject({
      id: requestId,
    })
  for (const handle of ['bob', 'stranger'])
    await expect(call(readRequest, await domain.signIn(handle), { requestId }), handle).rejects.toMatchObject(
      {
        code: 'ERR_NOT_FOUND',
      },
    )
  await expect(call(readRequest, alice, { requestId: newId() })).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
})

test('who may do what is shown as the commands enforce it', async () => {
  const [alice, carla, dmitri, audrey] = [
    await domain.signIn('alice'),
    await domain.signIn('carla'),
    await domain.signIn('dmitri'),
    await domain.signIn('audrey'),
  ]
  const requestId = await domain.request(alice, { entitlementId: 'payroll' })
  expect(await call(readRequest, alice, { requestId })).toMatchObject({ mayCancel: true, mayDecide: false })
  expect(await call(readRequest, carla, { requestId })).toMatchObject({
    mayCancel: false,
    mayDecide: true,
    whyNotDecide: null,
  })
  expect(await call(readRequest, dmitri, { requestId })).toMatchObject({
    mayDecide: false,
    whyNotDecide: expect.stringContaining('Data owner') as string,
  })
  expect(await call(readRequest, audrey, { requestId })).toMatchObject({ mayCancel: false, mayDecide: false })
  await call(cancelRequest, alice, { requestId })
  expect(await call(readRequest, carla, { requestId })).toMatchObject({ mayCancel: false, mayDecide: false })
})

test('the policy shown is the one that is sealed, with the end of the grant still open (invariant 4)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  const stored = await domain.database.request.findUniqueOrThrow({ where: { id: requestId } })
  const { policy } = JSON.parse(stored.envelope) as { policy: { Statement: unknown[] } }
  const view = await call(readRequest, carla, { requestId })
  const shown = JSON.parse(view.policyText) as { Statement: unknown[] }
  expect(shown.Statement.slice(0, -1)).toEqual(policy.Statement)
  expect(shown.Statement.at(-1)).toMatchObject({
    Effect: 'Deny',
    Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': '<end of the grant>' } },
  })
  expect(view.envelopeHash).toBe(stored.envelopeHash)
})

test('the form’s preview shows the very policy that is stored when the request is sent', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const { entitlementId, scope, durationMinutes } = await domain.form()
  const preview = await call(previewRequest, alice, { entitlementId, scope, durationMinutes })
  const requestId = await domain.request(alice, { scope, durationMinutes })
  expect(preview.problems).toEqual([])
  expect(preview.policyText).toBe((await call(readRequest, carla, { requestId })).policyText)
})

test('the preview answers what is wrong while one types, and never fails', async () => {
  const alice = await domain.signIn('alice')
  const { entitlementId, scope } = await domain.form()
  const preview = (more: object) =>
    call(previewRequest, alice, { entitlementId, scope, durationMinutes: 60, ...more })
  expect((await preview({ durationMinutes: 30.5 })).problems).toMatchObject([{ field: 'durationMinutes' }])
  expect((await preview({ durationMinutes: -1e300 })).problems).toMatchObject([{ field: 'durationMinutes' }])
  expect((await preview({ scope: { ...scope, prefix: '2026/../' } })).problems).toMatchObject([
    { field: 'scope.prefix' },
  ])
  expect((await preview({ scope: null })).problems).not.toEqual([])
  await expect(preview({ entitlementId: 'board' })).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
  await expect(preview({ entitlementId: 'no\0ne' })).rejects.toMatchObject({ code: 'ERR_INPUT' })
  expect(await domain.database.request.count()).toBe(0)
})

test('who could decide is named without the requester, their other accounts and who has decided (invariant 5)', async () => {
  const alice = await domain.signIn('alice', { groups: ['engineers', 'finance-approvers'] })
  await domain.signIn('alice-two', { groups: ['finance-approvers'], email: 'Alice@example.com' })
  const carla = await domain.signIn('carla')
  await domain.signIn('chris')
  await domain.offer({ reports: { approval: 'two-of-finance' } })
  const requestId = await domain.request(alice)
  expect((await call(readRequest, alice, { requestId })).stages).toMatchObject([
    { candidates: ['Carla', 'Chris'] },
  ])
  await call(decideRequest, carla, await domain.answer(requestId))
  expect((await call(readRequest, alice, { requestId })).stages).toMatchObject([{ candidates: ['Chris'] }])
})

test('the own list and the queue go through all requests page by page, none twice and none left out', async () => {
  const [alice, bob, carla] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
  ]
  const [mine, others]: [string[], string[]] = [[], []]
  for (let n = 0; n < 30; n++) {
    mine.push(await domain.request(alice))
    if (n % 6 === 0) others.push(await domain.request(bob, { entitlementId: 'payroll' }))
  }
  const pagesOf = async (list: typeof listMyRequests | typeof listToDecide, ctx: typeof alice) => {
    const ids: string[] = []
    for (let cursor: string | null = null; ;) {
      const told: { cursor?: string } = cursor === null ? {} : { cursor }
      const page: Page<{ id: string }> = await call(list as typeof listToDecide, ctx, told)
      ids.push(...page.items.map((item) => item.id))
      if (page.next === null) return ids
      cursor = page.next
    }
  }
  expect(await pagesOf(listMyRequests, alice)).toEqual([...mine].reverse())
  expect((await pagesOf(listToDecide, carla)).sort()).toEqual([...mine, ...others].sort())
  expect(await pagesOf(listToDecide, alice)).toEqual([])
  await expect(call(listMyRequests, alice, { cursor: 'bm9wZQ' })).rejects.toMatchObject({ code: 'ERR_INPUT' })
})
