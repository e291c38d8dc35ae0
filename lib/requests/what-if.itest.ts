import { expect, test } from 'vitest'
import { suspendPerson } from '../identity/index'
import { call, useDomain } from '../testing/domain'
import { previewRequest, whatIf } from './index'

const domain = useDomain()

async function question(told: Record<string, unknown> = {}) {
  const { entitlementId, scope } = await domain.form()
  return { handle: 'alice', entitlementId, scope, durationMinutes: 120, ...told }
}
const administrator = () => domain.signIn('ada', { groups: ['administrators'] })

test('answers an administrator what the requester’s own form would say, and writes nothing', async () => {
  const [alice, admin] = [await domain.signIn('alice'), await administrator()]
  await domain.signIn('carla')
  const before = await domain.events()
  const { handle, ...wish } = await question()
  const { policyInWords, ...answer } = await call(whatIf, admin, { handle, ...wish })
  expect(answer).toEqual(await call(previewRequest, alice, wish))
  expect(policyInWords[0]).toContain('Data owner')
  expect(await domain.events()).toEqual(before)
})

test('says what speaks against the person', async () => {
  const [bob, admin] = [await domain.signIn('bob', { groups: ['gardeners'] }), await administrator()]
  await domain.signIn('carla')
  const sentences = async () =>
    (await call(whatIf, admin, await question({ handle: 'bob' }))).problems.map(({ sentence }) => sentence)
  expect(await sentences()).toEqual(['This person may not ask for it: it does not exist for them.'])
  await call(suspendPerson, admin, { personId: bob.actor.personId, reason: 'Left' })
  expect((await sentences())[0]).toBe('This person is suspended.')
})

test('a handle that means nobody, an entitlement that is none: said at the field', async () => {
  const admin = await administrator()
  await domain.signIn('alice')
  for (const [told, field] of [
    [{ handle: 'nobody' }, 'handle'],
    [{ entitlementId: 'no-such-thing' }, 'entitlementId'],
  ] as const)
    await expect(call(whatIf, admin, await question(told))).rejects.toMatchObject({ fields: [{ field }] })
})

test('nobody else may ask', async () => {
  for (const handle of ['alice', 'carla', 'audrey'])
    await expect(call(whatIf, await domain.signIn(handle), await question())).rejects.toMatchObject({
      code: 'ERR_NOT_FOUND',
    })
})
