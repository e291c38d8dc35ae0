import * as sm from '@aws-sdk/client-secrets-manager'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { failure, HOME, TestCloud } from '../../testing'
import { Secrets, versionId } from './testing'

let cloud: TestCloud
let secrets: Secrets

beforeAll(async () => {
  cloud = await TestCloud.start()
  secrets = new Secrets(cloud, cloud.admin())
})
afterAll(() => cloud.close())
afterEach(() => {
  cloud.moveClock(0)
})

const MARKED =
  "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion."

test('a secret is described as it was made, and its ARN ends in six random characters', async () => {
  const Tags = [{ Key: 'owner', Value: 'finance' }]
  const { ARN } = await secrets.create('daypass/one', { Description: 'The first', Tags })
  expect(ARN).toMatch(
    new RegExp(`^arn:aws:secretsmanager:eu-central-1:${HOME}:secret:daypass/one-[A-Za-z0-9]{6}$`),
  )
  const described = await secrets.describe('daypass/one')
  expect(described).toMatchObject({ ARN, Name: 'daypass/one', Description: 'The first', Tags })
  expect(Math.abs((described.CreatedDate?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
})

test('a secret is found by its name, its ARN, and its ARN without the random characters', async () => {
  const { ARN = '' } = await secrets.create('daypass/names')
  for (const id of ['daypass/names', ARN, ARN.slice(0, -7)]) expect(await secrets.read(id)).toBe('first')
  const missing = /^ResourceNotFoundException: Secrets Manager can't find the specified secret\.$/
  for (const id of ['daypass/name', 'daypass/names-', `${ARN.slice(0, -6)}xxxxxx`]) {
    expect(await secrets.read(id)).toMatch(missing)
  }
})

test('the same name in another Region is another secret', async () => {
  const { ARN = '' } = await secrets.create('daypass/region')
  const abroad = new Secrets(cloud, cloud.admin(), 'eu-west-1')
  for (const id of ['daypass/region', ARN]) {
    expect(await abroad.read(id)).toMatch(/^ResourceNotFoundException: /)
  }
  await abroad.create('daypass/region', { SecretString: 'abroad' })
  expect(await secrets.read('daypass/region')).toBe('first')
})

test('a taken name is refused, but the very same creation again is harmless', async () => {
  const ClientRequestToken = versionId()
  const { ARN } = await secrets.create('daypass/again', { ClientRequestToken })
  expect(await secrets.create('daypass/again', { ClientRequestToken })).toMatchObject({ ARN })
  const taken =
    'ResourceExistsException: The operation failed because the secret daypass/again already exists.'
  expect(await failure(secrets.create('daypass/again'))).toBe(taken)
  const other = { ClientRequestToken, SecretString: 'other' }
  expect(await failure(secrets.create('daypass/again', other))).toBe(taken)
  expect(await secrets.read('daypass/again')).toBe('first')
})

test.each(['with space', 'ünïcode', 'quote"', 'a\nb', 'semi;colon'])(
  'the name %j is refused',
  async (name) => {
    expect(await failure(secrets.create(name))).toMatch(/^ValidationException: Invalid name\./)
  },
)

test('an update changes the description alone, or adds a version', async () => {
  await secrets.create('daypass/update')
  const update = (input: Partial<sm.UpdateSecretCommandInput>) =>
    secrets.client.send(new sm.UpdateSecretCommand({ SecretId: 'daypass/update', ...input }))
  expect(await update({ Description: 'Changed' })).not.toHaveProperty('VersionId')
  expect(Object.keys(await secrets.stages('daypass/update'))).toHaveLength(1)
  await update({ SecretString: 'second' })
  expect(await secrets.read('daypass/update')).toBe('second')
  expect(await secrets.read('daypass/update', { VersionStage: 'AWSPREVIOUS' })).toBe('first')
  expect((await secrets.describe('daypass/update')).Description).toBe('Changed')
})

test('tags are added, replaced and taken off, with regard to case', async () => {
  await secrets.create('daypass/tags', { Tags: [{ Key: 'a', Value: '1' }] })
  const tag = (Tags: sm.Tag[]) =>
    secrets.client.send(new sm.TagResourceCommand({ SecretId: 'daypass/tags', Tags }))
  await tag([
    { Key: 'a', Value: '2' },
    { Key: 'A', Value: '<b>&"' },
  ])
  expect((await secrets.describe('daypass/tags')).Tags).toEqual([
    { Key: 'a', Value: '2' },
    { Key: 'A', Value: '<b>&"' },
  ])
  expect(await failure(tag([{ Key: 'aws:x', Value: '' }]))).toMatch(/^InvalidParameterException: /)
  const many = Array.from({ length: 49 }, (_, i) => ({ Key: `k${i}`, Value: '' }))
  expect(await failure(tag(many))).toMatch(/^InvalidParameterException: /)
  await secrets.client.send(new sm.UntagResourceCommand({ SecretId: 'daypass/tags', TagKeys: ['a', 'none'] }))
  expect((await secrets.describe('daypass/tags')).Tags).toEqual([{ Key: 'A', Value: '<b>&"' }])
})

test('a secret scheduled for deletion keeps its name and is of no use until it is restored', async () => {
  await secrets.create('daypass/scheduled')
  const { DeletionDate } = await secrets.delete('daypass/scheduled', { RecoveryWindowInDays: 7 })
  expect(((DeletionDate?.getTime() ?? 0) - Date.now()) / 86_400_000).toBeCloseTo(7, 2)
  expect((await secrets.describe('daypass/scheduled')).DeletedDate).toEqual(DeletionDate)
  expect(await secrets.read('daypass/scheduled')).toBe(MARKED)
  expect(await failure(secrets.put('daypass/scheduled', 'x'))).toBe(MARKED)
  expect(await failure(secrets.setPolicy('daypass/scheduled', []))).toBe(MARKED)
  expect(await failure(secrets.create('daypass/scheduled'))).toBe(
    "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.",
  )
  expect(await failure(secrets.delete('daypass/scheduled'))).toMatch(
    /^InvalidRequestException: .*already scheduled/,
  )
  await secrets.client.send(new sm.RestoreSecretCommand({ SecretId: 'daypass/scheduled' }))
  expect(await secrets.read('daypass/scheduled')).toBe('first')
})

test('after its window a scheduled secret is gone, and its name is free', async () => {
  const { ARN } = await secrets.create('daypass/window')
  await secrets.delete('daypass/window')
  cloud.moveClock(29 * 86_400)
  expect(await secrets.read('daypass/window')).toBe(MARKED)
  cloud.moveClock(30 * 86_400 + 60)
  expect(await secrets.read('daypass/window')).toMatch(/^ResourceNotFoundException: /)
  expect((await secrets.create('daypass/window')).ARN).not.toBe(ARN)
})

test('a forced deletion gives the name back only a moment later', async () => {
  const { ARN = '' } = await secrets.create('daypass/forced')
  await secrets.delete('daypass/forced', { ForceDeleteWithoutRecovery: true })
  expect(await secrets.read('daypass/forced')).toBe(MARKED)
  expect(await failure(secrets.create('daypass/forced'))).toMatch(/^InvalidRequestException: /)
  const restore = new sm.RestoreSecretCommand({ SecretId: 'daypass/forced' })
  expect(await failure(secrets.client.send(restore))).toMatch(/^ResourceNotFoundException: /)
  cloud.moveClock(60)
  await secrets.create('daypass/forced', { SecretString: 'reborn' })
  expect(await secrets.read(ARN)).toMatch(/^ResourceNotFoundException: /)
  expect(await secrets.read('daypass/forced')).toBe('reborn')
  expect(await failure(secrets.delete('daypass/never', { ForceDeleteWithoutRecovery: true }))).toBe(
    'succeeded',
  )
  expect(await failure(secrets.delete('daypass/never'))).toMatch(/^ResourceNotFoundException: /)
})

test.each([
  { RecoveryWindowInDays: 6 },
  { RecoveryWindowInDays: 31 },
  { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true },
])('the deletion %j is refused', async (wish) => {
  await failure(secrets.create('daypass/wish'))
  expect(await failure(secrets.delete('daypass/wish', wish))).toMatch(/^InvalidParameterException: /)
  expect(await secrets.read('daypass/wish')).toBe('first')
})

test('secrets are listed newest first, a page at a time, by filters; deleted ones when asked for', async () => {
  for (const name of ['list/a', 'list/b', 'list/c']) {
    await secrets.create(name, { Description: name.toUpperCase(), Tags: [{ Key: 'team', Value: name }] })
  }
  await secrets.delete('list/b')
  const list = async (input: sm.ListSecretsCommandInput) => {
    const { SecretList, NextToken } = await secrets.client.send(new sm.ListSecretsCommand(input))
    return { names: SecretList?.map(({ Name }) => Name), NextToken }
  }
  const Filters: sm.Filter[] = [{ Key: 'name', Values: ['list/'] }]
  const { names, NextToken } = await list({ Filters, IncludePlannedDeletion: true, MaxResults: 2 })
  expect(names).toEqual(['list/c', 'list/b'])
  expect((await list({ Filters, IncludePlannedDeletion: true, MaxResults: 2, NextToken })).names).toEqual([
    'list/a',
  ])
  expect((await list({ Filters, SortOrder: 'asc' })).names).toEqual(['list/a', 'list/c'])
  expect((await list({ Filters: [{ Key: 'tag-value', Values: ['list/c'] }] })).names).toEqual(['list/c'])
  expect((await list({ Filters: [{ Key: 'description', Values: ['list/A'] }] })).names).toEqual(['list/a'])
  expect((await list({ Filters: [...Filters, { Key: 'name', Values: ['!list/a'] }] })).names).toEqual([
    'list/c',
  ])
  expect(await failure(list({ NextToken: 'nonsense' }))).toMatch(/^InvalidNextTokenException: /)
})

test('what the sandbox lacks is refused, never taken silently', async () => {
  const replicas = { AddReplicaRegions: [{ Region: 'eu-west-1' }] }
  expect(await failure(secrets.create('daypass/replica', replicas))).toMatch(
    /^NotImplemented: .*AddReplicaRegions/,
  )
  const overwrite = (ForceOverwriteReplicaSecret: boolean) =>
    failure(secrets.create('daypass/overwrite', { ForceOverwriteReplicaSecret }))
  expect(await overwrite(true)).toMatch(/^NotImplemented: .*ForceOverwriteReplicaSecret/)
  expect(await overwrite(false)).toBe('succeeded')
  const rotate = new sm.RotateSecretCommand({ SecretId: 'daypass/one' })
  expect(await failure(secrets.client.send(rotate))).toMatch(/^UnknownOperationException: /)
})

test('no recorded call holds a value', async () => {
  await secrets.create('daypass/log', { SecretString: 'canary-text' })
  await secrets.put('daypass/log', '', { SecretString: undefined, SecretBinary: Buffer.from('canary-bytes') })
  const answer = await fetch(`${cloud.endpoint}/_sandbox/calls`)
  const text = await answer.text()
  expect(text).toContain('daypass/log')
  expect(text).not.toContain('canary')
  expect(text).not.toContain(Buffer.from('canary-bytes').toString('base64'))
})
