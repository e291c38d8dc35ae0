import { expect, test } from 'vitest'
import { revokeGrant } from '../grants/index'
import { suspendPerson } from '../identity/index'
import { call, useDomain } from '../testing/domain'
import { holding, WAITING_FOR_A_LOCK } from '../testing/held'
import { decideRequest, readRequest, submitRequest } from './index'

const domain = useDomain()

async function people() {
  return {
    alice: await domain.signIn('alice'),
    carla: await domain.signIn('carla'),
    admin: await domain.signIn('ada', { groups: ['administrators'] }),
  }
}

test.each(['decides', 'asks', 'revokes'] as const)(
  'who is suspended in the moment in which they act, acts no more: %s',
  async (what) => {
    const { alice, carla, admin } = await people()
    const grantId = await domain.grant(alice, [carla])
    const requestId = await domain.request(alice)
    const [answer, form] = [await domain.answer(requestId), await domain.form()]
    const acts = {
      decides: () => call(decideRequest, carla, answer),
      asks: () => call(submitRequest, alice, form),
      revokes: () => call(revokeGrant, carla, { grantId, reason: 'x' }),
    }
    const personId = (what === 'asks' ? alice : carla).actor.personId
    const held = holding(admin)
    const suspended = call(suspendPerson, held.ctx, { personId, reason: 'Left' })
    await held.done
    const act = acts[what]().then(
      () => 'done',
      (error: unknown) => error,
    )
    await expect.poll(() => domain.asOwner(WAITING_FOR_A_LOCK)).not.toEqual([])
    held.release()
    await suspended
    expect(await act).toMatchObject({ code: 'ERR_SUSPENDED' })
    expect(await domain.database.decision.count({ where: { requestId } })).toBe(0)
    expect(await domain.database.request.count()).toBe(2)
    expect(await domain.events('grant.revoked')).toEqual([])
  },
)

test('a suspended person’s pending request is not approved, and the page says why', async () => {
  const { alice, carla, admin } = await people()
  const requestId = await domain.request(alice)
  await call(suspendPerson, admin, { personId: alice.actor.personId, reason: 'Left' })
  await expect(call(decideRequest, carla, await domain.answer(requestId))).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
    message: expect.stringContaining('Alice is suspended') as string,
  })
  expect((await call(readRequest, carla, { requestId })).obstacles).toEqual([
    'Alice is suspended from Daypass.',
  ])
})
