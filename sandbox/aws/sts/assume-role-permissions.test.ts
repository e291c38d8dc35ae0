import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, OTHER, TestCloud, trusting } from '../../testing'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await TestCloud.start()
  cloud.addRole(OTHER, 'Reader', trusting(adminArn()))
})
afterAll(() => cloud.close())

function assume(input: Partial<AssumeRoleCommandInput> & { RoleArn: string }, caller = cloud.admin()) {
  return cloud.sts(caller).send(new AssumeRoleCommand({ RoleSessionName: 'alice', ...input }))
}

test('a role that does not exist is answered like one that may not be assumed', async () => {
  const ghost = `arn:aws:iam::${OTHER}:role/daypass/Ghost`
  expect(await failure(assume({ RoleArn: ghost }))).toBe(
    `AccessDenied: User: ${adminArn()} is not authorized to perform: sts:AssumeRole on resource: ${ghost}`,
  )
  expect(await failure(assume({ RoleArn: `arn:aws:iam::${OTHER}:role/Reader` }))).toMatch(/^AccessDenied: /)
})

test('an ExternalId that the trust policy demands must be sent, and be the right one', async () => {
  const trust = {
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: adminArn() },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'right' } },
    },
  }
  const arn = cloud.addRole(OTHER, 'External', trust)
  expect(await failure(assume({ RoleArn: arn }))).toMatch(/^AccessDenied: /)
  expect(await failure(assume({ RoleArn: arn, ExternalId: 'wrong' }))).toMatch(/^AccessDenied: /)
  await expect(assume({ RoleArn: arn, ExternalId: 'right' })).resolves.toHaveProperty('Credentials')
})

const EXTRAS: [string, Pick<AssumeRoleCommandInput, 'Tags' | 'SourceIdentity'>][] = [
  ['sts:TagSession', { Tags: [{ Key: 'grant', Value: 'g' }] }],
  ['sts:SetSourceIdentity', { SourceIdentity: 'alice' }],
]

test.each(EXTRAS)('%s must be allowed by the trust policy', async (action, input) => {
  const trust = { Statement: { Effect: 'Allow', Principal: { AWS: adminArn() }, Action: 'sts:AssumeRole' } }
  const arn = cloud.addRole(OTHER, `No-${action.slice(4)}`, trust)
  expect(await failure(assume({ RoleArn: arn, ...input }))).toBe(
    `AccessDenied: User: ${adminArn()} is not authorized to perform: ${action} on resource: ${arn}`,
  )
  await expect(assume({ RoleArn: arn })).resolves.toHaveProperty('Credentials')
})

test.each(EXTRAS)("%s must be allowed by the caller's own policy", async (action, input) => {
  const name = `lacks-${action.slice(4)}`
  const caller = cloud.addUser(name, allow('sts:AssumeRole'))
  const arn = cloud.addRole(OTHER, name, trusting(`arn:aws:iam::${HOME}:user/${name}`))
  expect(await failure(assume({ RoleArn: arn, ...input }, caller))).toContain(
    `perform: ${action} on resource`,
  )
  await expect(assume({ RoleArn: arn }, caller)).resolves.toHaveProperty('Credentials')
})
