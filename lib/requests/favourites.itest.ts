import { expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { keepFavourite, listFavourites, removeFavourite } from './index'

const domain = useDomain()

async function wish(told: Record<string, unknown> = {}) {
  const { entitlementId, scope } = await domain.form()
  return {
    id: newId(),
    entitlementId,
    name: 'Close',
    scope,
    durationMinutes: 60,
    deliveries: ['console'],
    ...told,
  }
}

test('a favourite is kept under its name for its person alone, and forgotten again', async () => {
  const [alice, bob] = [await domain.signIn('alice'), await domain.signIn('bob')]
  const { favouriteId } = await call(keepFavourite, alice, await wish())
  expect(await call(listFavourites, alice, {})).toMatchObject([
    { id: favouriteId, name: 'Close', available: true, durationMinutes: 60 },
  ])
  expect(await call(listFavourites, bob, {})).toEqual([])
  expect(await call(removeFavourite, bob, { favouriteId })).toEqual({ removed: false })
  expect(await call(removeFavourite, alice, { favouriteId })).toEqual({ removed: true })
  expect(await call(listFavourites, alice, {})).toEqual([])
})

test('it promises nothing: what is withdrawn since is shown as not available', async () => {
  const alice = await domain.signIn('alice')
  await call(keepFavourite, alice, await wish())
  await domain.offer({ reports: null })
  expect(await call(listFavourites, alice, {})).toMatchObject([{ available: false }])
})

test('what one may not ask for cannot be kept', async () => {
  const alice = await domain.signIn('alice')
  await expect(call(keepFavourite, alice, await wish({ entitlementId: 'board' }))).rejects.toMatchObject({
    code: 'ERR_NOT_FOUND',
  })
})

test('fifty are enough', async () => {
  const alice = await domain.signIn('alice')
  for (let n = 0; n < 50; n++) await call(keepFavourite, alice, await wish({ name: `No. ${n}` }))
  await expect(call(keepFavourite, alice, await wish())).rejects.toMatchObject({
    code: 'ERR_REQUEST_REFUSED',
  })
})
