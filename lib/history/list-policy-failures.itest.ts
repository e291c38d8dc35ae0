import { expect, test } from 'vitest'
import { submitRequest } from '../requests/index'
import { call, useDomain } from '../testing/domain'
import { listPolicyFailures } from './index'

const domain = useDomain()

test('administrators see which condition failed within the last day, once, also where no mail is sent', async () => {
  const stages = [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }]
  const rules = [{ name: 'tags', when: 'account.tags["x"] == "y"', ticket: true as const }]
  await domain.offer({ reports: { approval: 'broken' } }, { broken: { stages, rules } })
  const alice = await domain.signIn('alice')
  const admin = () => domain.signIn('ada', { groups: ['administrators'] })
  for (let n = 0; n < 2; n++)
    await expect(call(submitRequest, alice, await domain.form())).rejects.toMatchObject({ status: 422 })
  expect(await call(listPolicyFailures, await admin(), {})).toMatchObject([
    { entitlementId: 'reports', sentence: expect.stringContaining('“tags”') as string },
  ])
  await domain.moveClock(25 * 3600)
  expect(await call(listPolicyFailures, await admin(), {})).toEqual([])
  await expect(call(listPolicyFailures, await domain.signIn('carla'), {})).rejects.toMatchObject({
    status: 404,
  })
})
