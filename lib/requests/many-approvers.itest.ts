import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { readRequest } from './index'

const domain = useDomain()

test('fifty of those who could decide are named, of those whom the policy of then and of now both name', async () => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice)
  await domain.offer({ reports: { approval: 'platform' } })
  await domain.asOwner(
    `insert into listed_members (group_name, handle, email)
     select g, format('p%s', to_char(n, 'FM0000')), format('p%s@example.com', n)
     from unnest(array['finance-approvers', 'platform-approvers']) g, generate_series(1, 300) n
     where n between case g when 'finance-approvers' then 1 else 101 end
       and case g when 'finance-approvers' then 200 else 300 end`,
  )
  const [stage] = (await call(readRequest, alice, { requestId })).stages
  expect(stage?.candidates).toHaveLength(50)
  expect([stage?.candidates[0], stage?.candidates[49]]).toEqual(['p0101', 'p0150'])
})

test('two people of one handle are not one who could decide', async () => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice)
  await domain.offer({ reports: { approval: 'platform' } })
  await domain.signIn('sam', { subject: 'one', groups: ['finance-approvers'], email: 'one@example.com' })
  await domain.signIn('sam', { subject: 'other', groups: ['platform-approvers'], email: 'other@example.com' })
  expect((await call(readRequest, alice, { requestId })).stages).toMatchObject([{ candidates: [] }])
})
