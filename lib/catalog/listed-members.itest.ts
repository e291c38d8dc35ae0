import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { applyCatalog } from './index'

const domain = useDomain()

function listing(handle: string) {
  const text = `groups:\n  security:\n    - { handle: ${handle}, email: ${handle}@example.com }\n`
  return call(applyCatalog, domain.system, {
    operator: 'tester@here',
    emergency: 'a test',
    files: [{ name: 'people.yaml', text }],
  })
}

test('a change of the lists of groups’ members is in the log once, and the same lists again are not', async () => {
  const before = (await domain.events('catalog.members-listed')).length
  await listing('sam')
  await listing('sam')
  await listing('sue')
  const events = (await domain.events('catalog.members-listed')).slice(before)
  expect(events).toHaveLength(2)
  expect(events).toMatchObject([
    { data: { members: [{ group: 'security', handle: 'sam' }] } },
    { data: { members: [{ group: 'security', handle: 'sue' }] } },
  ])
  expect(await domain.database.listedMember.findMany()).toMatchObject([{ group: 'security', handle: 'sue' }])
})
