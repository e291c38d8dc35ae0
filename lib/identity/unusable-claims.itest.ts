import { expect, test } from 'vitest'
import { useDomain } from '../testing/domain'
import { noteUnusableClaims } from './sign-in'

const domain = useDomain()

test('whom the identity provider vouches for without usable claims, is in the log as a stranger', async () => {
  await noteUnusableClaims(domain.system, 'ERR_SIGN_IN_REFUSED')
  expect(await domain.events('sign-in.refused')).toMatchObject([
    { actor: { kind: 'stranger' }, about: {}, data: { code: 'ERR_SIGN_IN_REFUSED' } },
  ])
  expect(await domain.database.person.count()).toBe(0)
})
