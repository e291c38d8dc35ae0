import * as sm from '@aws-sdk/client-secrets-manager'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { failure, TestCloud } from '../../testing'
import { Secrets, versionId } from './testing'

let cloud: TestCloud
let secrets: Secrets
let name: string
let count = 0

beforeAll(async () => {
  cloud = await TestCloud.start()
  secrets = new Secrets(cloud, cloud.admin())
})
afterAll(() => cloud.close())
afterEach(() => {
  cloud.moveClock(0)
})

/** A new secret with one version; the version's id. */
async function made(): Promise<string> {
  name = `daypass/versions-${++count}`
  return (await secrets.create(name)).VersionId ?? ''
}

test('what is put is current, what was current is previous, and what was previous has no label any more', async () => {
  const first = await made()
  const second = (await secrets.put(name, 'second')).VersionId ?? ''
  expect(await secrets.stages(name)).toEqual({ [second]: ['AWSCURRENT'], [first]: ['AWSPREVIOUS'] })
  expect(await secrets.read(name, { VersionStage: 'AWSPREVIOUS' })).toBe('first')
  const third = (await secrets.put(name, 'third')).VersionId ?? ''
  expect(await secrets.stages(name)).toEqual({ [third]: ['AWSCURRENT'], [second]: ['AWSPREVIOUS'] })
  expect(await secrets.read(name)).toBe('third')
  expect(await secrets.read(name, { VersionId: first })).toBe('first')
  const list = (IncludeDeprecated: boolean) =>
    secrets.client.send(new sm.ListSecretVersionIdsCommand({ SecretId: name, IncludeDeprecated }))
  expect((await list(false)).Versions?.map(({ VersionId }) => VersionId)).toEqual([second, third])
  expect((await list(true)).Versions?.map(({ VersionId }) => VersionId)).toEqual([first, second, third])
})

test('a label of the caller is put beside AWSCURRENT, moves with a later put, and reads its version', async () => {
  const first = await made()
  const pending = (await secrets.put(name, 'new', { VersionStages: ['NEXT', 'DRAFT'] })).VersionId ?? ''
  expect(await secrets.stages(name)).toEqual({ [first]: ['AWSCURRENT'], [pending]: ['NEXT', 'DRAFT'] })
  const later = (await secrets.put(name, 'newer', { VersionStages: ['NEXT'] })).VersionId ?? ''
  expect(await secrets.stages(name)).toEqual({
    [first]: ['AWSCURRENT'],
    [pending]: ['DRAFT'],
    [later]: ['NEXT'],
  })
  expect(await secrets.read(name, { VersionStage: 'NEXT' })).toBe('newer')
})

test('the first version of a secret without a value is current, whatever label was asked for', async () => {
  await secrets.create('daypass/empty', { SecretString: undefined })
  expect(await secrets.read('daypass/empty')).toBe(
    "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
  )
  const { VersionStages } = await secrets.put('daypass/empty', 'x', { VersionStages: ['NEXT'] })
  expect(VersionStages).toEqual(['AWSCURRENT', 'NEXT'])
})

test('a version is found by id and label only where they agree', async () => {
  const first = await made()
  await secrets.put(name, 'second')
  expect(await secrets.read(name, { VersionId: first, VersionStage: 'AWSPREVIOUS' })).toBe('first')
  expect(await secrets.read(name, { VersionId: first, VersionStage: 'AWSCURRENT' })).toMatch(
    /^InvalidRequestExc/,
  )
  expect(await secrets.read(name, { VersionId: versionId() })).toMatch(
    /^ResourceNotFoundException: .* VersionId/,
  )
  expect(await secrets.read(name, { VersionStage: 'NEXT' })).toMatch(
    /^ResourceNotFoundException: .* label: NEXT/,
  )
})

test('AWSPREVIOUS is taken off, so that the old value is found by its id alone', async () => {
  const first = await made()
  await secrets.put(name, 'second')
  await secrets.moveStage(name, 'AWSPREVIOUS', first)
  expect(await secrets.read(name, { VersionStage: 'AWSPREVIOUS' })).toMatch(/^ResourceNotFoundException: /)
  expect(Object.values(await secrets.stages(name))).toEqual([['AWSCURRENT']])
})

test('a label moves only from where it is said to be, and AWSCURRENT never goes away', async () => {
  const first = await made()
  const second = (await secrets.put(name, 'second')).VersionId ?? ''
  const before = await secrets.stages(name)
  const refused = (...args: [string, string?, string?]) => failure(secrets.moveStage(name, ...args))
  expect(await refused('AWSCURRENT', undefined, first)).toMatch(
    /^InvalidParameterException: The parameter RemoveFrom/,
  )
  expect(await refused('AWSCURRENT', first, first)).toMatch(/^InvalidParameterException: /)
  expect(await refused('AWSCURRENT', second)).toMatch(/^InvalidParameterException: You can only move/)
  expect(await refused('AWSCURRENT')).toMatch(/^InvalidParameterException: /)
  expect(await refused('NEXT', undefined, versionId())).toMatch(/^ResourceNotFoundException: /)
  expect(await secrets.stages(name)).toEqual(before)
  await secrets.moveStage(name, 'AWSCURRENT', second, first)
  expect(await secrets.stages(name)).toEqual({ [first]: ['AWSCURRENT'], [second]: ['AWSPREVIOUS'] })
})

test('the same token with the same value makes one version; with another value it is refused', async () => {
  await made()
  const ClientRequestToken = versionId()
  const once = await secrets.put(name, 'value', { ClientRequestToken })
  expect(once.VersionId).toBe(ClientRequestToken)
  expect(await secrets.put(name, 'value', { ClientRequestToken })).toMatchObject({
    VersionId: ClientRequestToken,
  })
  expect(await failure(secrets.put(name, 'other', { ClientRequestToken }))).toMatch(
    /^ResourceExistsException: /,
  )
  expect(Object.keys(await secrets.stages(name))).toHaveLength(2)
  expect(await secrets.read(name)).toBe('value')
})

test('of a hundred versions the oldest without a label goes, but none that is younger than a day', async () => {
  const first = await made()
  for (let i = 2; i <= 100; i++) await secrets.put(name, `${i}`)
  expect(await failure(secrets.put(name, 'one more'))).toMatch(/^LimitExceededException: /)
  expect(await secrets.read(name)).toBe('100')
  cloud.moveClock(24 * 3600 + 60)
  await secrets.put(name, 'one more')
  expect(await secrets.read(name, { VersionId: first })).toMatch(/^ResourceNotFoundException: /)
  expect(await secrets.read(name)).toBe('one more')
})

test('bytes come back as they were put, and only one kind of value is taken', async () => {
  await made()
  const SecretBinary = Buffer.from([0, 255, 128, 10])
  await secrets.put(name, '', { SecretString: undefined, SecretBinary })
  expect(Buffer.from((await secrets.get(name)).SecretBinary ?? [])).toEqual(SecretBinary)
  expect(await failure(secrets.put(name, 'text', { SecretBinary }))).toMatch(/^InvalidParameterException: /)
  expect(await failure(secrets.put(name, '', { SecretString: undefined }))).toMatch(
    /^InvalidRequestException: /,
  )
})

test('a value has at most 65,536 bytes, however many characters they make', async () => {
  await made()
  await secrets.put(name, 'é'.repeat(32_768))
  expect(await failure(secrets.put(name, `${'é'.repeat(32_768)}e`))).toMatch(/Exception: /)
  expect(await secrets.read(name)).toHaveLength(32_768)
})
