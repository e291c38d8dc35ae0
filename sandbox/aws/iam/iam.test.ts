import * as iam from '@aws-sdk/client-iam'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { adminArn, allow, failure, HOME, OTHER, TestCloud, trusting } from '../../testing'

let cloud: TestCloud
let client: iam.IAMClient

beforeEach(async () => {
  cloud = await TestCloud.start()
  client = cloud.iam(cloud.admin())
})
afterEach(() => cloud.close())

const document = (policy: Record<string, unknown>) => JSON.stringify({ Version: '2012-10-17', ...policy })
const TRUST = document(trusting(adminArn()))

function createRole(more: Partial<iam.CreateRoleCommandInput> = {}) {
  const input = { RoleName: 'Reader', Path: '/daypass/', AssumeRolePolicyDocument: TRUST, ...more }
  return client.send(new iam.CreateRoleCommand(input))
}

test('a role is created, read, changed, listed and deleted', async () => {
  const { Role } = await createRole({ MaxSessionDuration: 7200, Description: 'Reads' })
  expect(Role).toMatchObject({
    Arn: `arn:aws:iam::${HOME}:role/daypass/Reader`,
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/) as string,
  })
  await client.send(new iam.UpdateRoleCommand({ RoleName: 'reader', MaxSessionDuration: 3600 }))
  const other = document(trusting(adminArn(OTHER)))
  await client.send(new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'Reader', PolicyDocument: other }))
  const read = await client.send(new iam.GetRoleCommand({ RoleName: 'Reader' }))
  expect(read.Role).toMatchObject({ MaxSessionDuration: 3600, Description: 'Reads' })
  expect(decodeURIComponent(read.Role?.AssumeRolePolicyDocument ?? '')).toBe(other)
  const listed = await client.send(new iam.ListRolesCommand({ PathPrefix: '/daypass/' }))
  expect(listed.Roles?.map(({ RoleName }) => RoleName)).toEqual(['Reader'])
  await client.send(new iam.DeleteRoleCommand({ RoleName: 'Reader' }))
  expect(await failure(client.send(new iam.GetRoleCommand({ RoleName: 'Reader' })))).toBe(
    'NoSuchEntity: The role with name Reader cannot be found.',
  )
})

test('a user with its key is created, used and deleted, in the order that IAM asks for', async () => {
  await client.send(new iam.CreateUserCommand({ UserName: 'robot' }))
  const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'robot' }))
  const key = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
  const own = cloud.iam(key)
  expect(await failure(own.send(new iam.GetUserCommand({})))).toContain(
    `AccessDenied: User: arn:aws:iam::${HOME}:user/robot is not authorized to perform: iam:GetUser`,
  )
  const rights = document(allow('iam:GetUser'))
  await client.send(
    new iam.PutUserPolicyCommand({ UserName: 'robot', PolicyName: 'own', PolicyDocument: rights }),
  )
  expect((await own.send(new iam.GetUserCommand({}))).User?.UserName).toBe('robot')
  expect(await failure(client.send(new iam.DeleteUserCommand({ UserName: 'robot' })))).toBe(
    'DeleteConflict: Cannot delete entity, must delete access keys first.',
  )
  await client.send(new iam.DeleteAccessKeyCommand({ UserName: 'robot', AccessKeyId: key.accessKeyId }))
  expect(await failure(client.send(new iam.DeleteUserCommand({ UserName: 'robot' })))).toBe(
    'DeleteConflict: Cannot delete entity, must delete policies first.',
  )
  await client.send(new iam.DeleteUserPolicyCommand({ UserName: 'robot', PolicyName: 'own' }))
  await client.send(new iam.DeleteUserCommand({ UserName: 'robot' }))
  const { Users } = await client.send(new iam.ListUsersCommand({}))
  expect(Users?.map(({ UserName }) => UserName)).toEqual(['admin'])
})

test('inline policies of a role are put, read, listed and deleted, and count at once', async () => {
  const { Role } = await createRole()
  const arn = Role?.Arn ?? ''
  const session = await cloud.assume(cloud.admin(), arn)
  const asRole = cloud.iam(session)
  const put = (name: string, policy: Record<string, unknown>) =>
    client.send(
      new iam.PutRolePolicyCommand({
        RoleName: 'Reader',
        PolicyName: name,
        PolicyDocument: document(policy),
      }),
    )
  expect(await failure(asRole.send(new iam.ListRolesCommand({})))).toMatch(/^AccessDenied: /)
  await put('b-list', allow('iam:ListRoles'))
  expect(await failure(asRole.send(new iam.ListRolesCommand({})))).toBe('succeeded')
  await put('a-deny', { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } })
  expect(await failure(asRole.send(new iam.ListRolesCommand({})))).toMatch(
    /^AccessDenied: .* with an explicit deny in an identity-based policy$/,
  )
  const { PolicyNames } = await client.send(new iam.ListRolePoliciesCommand({ RoleName: 'Reader' }))
  expect(PolicyNames).toEqual(['a-deny', 'b-list'])
  const read = await client.send(new iam.GetRolePolicyCommand({ RoleName: 'Reader', PolicyName: 'b-list' }))
  expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(document(allow('iam:ListRoles')))
  expect(await failure(client.send(new iam.DeleteRoleCommand({ RoleName: 'Reader' })))).toMatch(
    /^DeleteConflict: /,
  )
  await client.send(new iam.DeleteRolePolicyCommand({ RoleName: 'Reader', PolicyName: 'a-deny' }))
  expect(
    await failure(client.send(new iam.GetRolePolicyCommand({ RoleName: 'Reader', PolicyName: 'a-deny' }))),
  ).toMatch(/^NoSuchEntity: /)
})

const refusedRoles: [string, Partial<iam.CreateRoleCommandInput>, string][] = [
  ['a name with a slash', { RoleName: 'a/b' }, 'ValidationError'],
  ['a name of 65 characters', { RoleName: 'a'.repeat(65) }, 'ValidationError'],
  ['a path without its last slash', { Path: '/daypass' }, 'ValidationError'],
  ['a maximum under an hour', { MaxSessionDuration: 3599 }, 'ValidationError'],
  ['a maximum over twelve hours', { MaxSessionDuration: 43201 }, 'ValidationError'],
  ['a trust policy that is not JSON', { AssumeRolePolicyDocument: 'no' }, 'MalformedPolicyDocument'],
  [
    'a trust policy with a Resource',
    {
      AssumeRolePolicyDocument: document({
        Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' },
      }),
    },
    'MalformedPolicyDocument',
  ],
  [
    'a trust policy naming a user that is not there',
    { AssumeRolePolicyDocument: document(trusting(`arn:aws:iam::${HOME}:user/nobody`)) },
    'MalformedPolicyDocument',
  ],
  [
    'a trust policy naming an account that is not there',
    { AssumeRolePolicyDocument: document(trusting('333333333333')) },
    'MalformedPolicyDocument',
  ],
  [
    'a trust policy of more than 2048 characters',
    {
      AssumeRolePolicyDocument: document({
        Statement: { ...(trusting(adminArn())['Statement'] as object), Sid: 'S'.repeat(2000) },
      }),
    },
    'LimitExceeded',
  ],
  [
    'a permissions boundary, which the sandbox lacks',
    { PermissionsBoundary: `arn:aws:iam::${HOME}:policy/x` },
    'NotImplemented',
  ],
]

test.each(refusedRoles)('%s is refused and makes no role', async (_, input, code) => {
  expect(await failure(createRole(input))).toMatch(new RegExp(`^${code}: `))
  expect(cloud.state.accounts.get(HOME)?.roles.size).toBe(0)
})

test('names are taken without regard to case', async () => {
  await createRole()
  expect(await failure(createRole({ RoleName: 'READER' }))).toBe(
    'EntityAlreadyExists: Role with name READER already exists.',
  )
  expect(await failure(client.send(new iam.CreateUserCommand({ UserName: 'Admin' })))).toMatch(
    /^EntityAlreadyExists: /,
  )
})

test('inline policies together may have 10,240 characters on a role and 2,048 on a user, white space apart', async () => {
  await createRole()
  const sized = (size: number) => {
    const text = document(allow('s3:GetObject', 'arn:aws:s3:::'))
    return text.replace(':::', `:::${'k'.repeat(size - text.length)}`)
  }
  const put = (PolicyName: string, PolicyDocument: string) =>
    failure(client.send(new iam.PutRolePolicyCommand({ RoleName: 'Reader', PolicyName, PolicyDocument })))
  expect(await put('one', sized(10_000))).toBe('succeeded')
  expect(await put('two', sized(240))).toBe('succeeded')
  expect(await put('two', sized(240).replaceAll(',', ',   '))).toBe('succeeded')
  expect(await put('two', sized(241))).toBe(
    'LimitExceeded: Maximum policy size of 10240 bytes exceeded for role Reader',
  )
  const user = { UserName: 'admin', PolicyName: 'big', PolicyDocument: sized(2048) }
  expect(await failure(client.send(new iam.PutUserPolicyCommand(user)))).toMatch(
    /^LimitExceeded: .*2048 bytes/,
  )
})

test('a policy with an operator that is not known is an error at the write, and is not stored', async () => {
  await createRole()
  const policy = {
    Statement: { ...(allow('*')['Statement'] as object), Condition: { StringMaybe: { a: 'b' } } },
  }
  const command = new iam.PutRolePolicyCommand({
    RoleName: 'Reader',
    PolicyName: 'odd',
    PolicyDocument: document(policy),
  })
  expect(await failure(client.send(command))).toMatch(/^MalformedPolicyDocument: /)
  expect(cloud.state.accounts.get(HOME)?.roles.get('reader')?.policies.size).toBe(0)
})

test('a third access key is refused', async () => {
  const create = () => failure(client.send(new iam.CreateAccessKeyCommand({ UserName: 'admin' })))
  expect(await create()).toBe('succeeded')
  expect(await create()).toBe('LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2')
  const { AccessKeyMetadata } = await client.send(new iam.ListAccessKeysCommand({ UserName: 'admin' }))
  expect(AccessKeyMetadata).toHaveLength(2)
})

test('lists come in pages', async () => {
  for (const name of ['c', 'a', 'b']) await createRole({ RoleName: name })
  const first = await client.send(new iam.ListRolesCommand({ MaxItems: 2 }))
  expect(first.Roles?.map(({ RoleName }) => RoleName)).toEqual(['a', 'b'])
  expect(first.IsTruncated).toBe(true)
  const rest = await client.send(new iam.ListRolesCommand({ Marker: first.Marker }))
  expect(rest.Roles?.map(({ RoleName }) => RoleName)).toEqual(['c'])
  expect(rest.IsTruncated).toBe(false)
})

test('an action that the sandbox lacks is InvalidAction', async () => {
  const answer = failure(client.send(new iam.CreateGroupCommand({ GroupName: 'g' })))
  expect(await answer).toMatch(/^InvalidAction: Could not find operation CreateGroup/)
})
