import { ListAttachedRolePoliciesCommand, ListInstanceProfilesForRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, TestCloud, trusting } from '../../testing'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await TestCloud.start()
  cloud.addRole(HOME, 'Reader', trusting(adminArn()))
})
afterAll(() => cloud.close())

test.each([
  ['managed policies', new ListAttachedRolePoliciesCommand({ RoleName: 'Reader' }), 'AttachedPolicies'],
  ['instance profiles', new ListInstanceProfilesForRoleCommand({ RoleName: 'Reader' }), 'InstanceProfiles'],
] as const)(
  'a role has no %s, and whoever may not look at it is not told so',
  async (_what, command, list) => {
    const answer = await cloud.iam(cloud.admin()).send(command as ListAttachedRolePoliciesCommand)
    expect(answer).toMatchObject({ [list]: [], IsTruncated: false })
    const other = cloud.iam(cloud.addUser(`no-${list}`, allow('iam:GetRole')))
    expect(await failure(other.send(command as ListAttachedRolePoliciesCommand))).toMatch(/^AccessDenied/)
  },
)
