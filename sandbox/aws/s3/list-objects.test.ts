import {
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type S3Client,
} from '@aws-sdk/client-s3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failure, HOME, TestCloud } from '../../testing'
import { bucket } from '../../world-state'

const KEYS = [
  '2025/a.txt',
  '2026/q1/a.csv',
  '2026/q1/b.csv',
  '2026/q3/a.csv',
  '2026/readme',
  'board/é.txt',
  'z',
]

let cloud: TestCloud
let client: S3Client

function addBucket(name: string, keys: readonly string[]): void {
  const owner = cloud.state.accounts.get(HOME)
  if (!owner) throw new Error('no account')
  const objects = Object.fromEntries(keys.map((key) => [key, key]))
  bucket(cloud.state, owner, { name, region: 'eu-central-1', objects }, '2026-01-01T00:00:00Z')
}

beforeAll(async () => {
  cloud = await TestCloud.start()
  client = cloud.s3(cloud.admin())
  addBucket('reports', KEYS)
})
afterAll(() => cloud.close())

async function list(more: Partial<ListObjectsV2CommandInput> = {}) {
  const answer = await client.send(new ListObjectsV2Command({ Bucket: 'reports', ...more }))
  return {
    keys: answer.Contents?.map(({ Key }) => Key) ?? [],
    prefixes: answer.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [],
    count: answer.KeyCount,
    next: answer.NextContinuationToken,
  }
}

test('all keys are listed in the order of their bytes', async () => {
  expect((await list()).keys).toEqual(KEYS)
})

test('a delimiter rolls keys up to folders', async () => {
  expect(await list({ Delimiter: '/' })).toMatchObject({
    keys: ['z'],
    prefixes: ['2025/', '2026/', 'board/'],
    count: 4,
  })
  expect(await list({ Delimiter: '/', Prefix: '2026/' })).toMatchObject({
    keys: ['2026/readme'],
    prefixes: ['2026/q1/', '2026/q3/'],
  })
})

test('a list starts after a key', async () => {
  expect((await list({ StartAfter: '2026/q3/a.csv' })).keys).toEqual(['2026/readme', 'board/é.txt', 'z'])
})

test('encoded keys are decoded to what they were', async () => {
  expect((await list({ Prefix: 'board/', EncodingType: 'url' })).keys).toEqual(['board/%C3%A9.txt'])
})

test('no keys are a list, and none at all when none are asked for', async () => {
  expect(await list({ Prefix: 'nothing/' })).toMatchObject({ keys: [], prefixes: [], count: 0 })
  expect(await list({ MaxKeys: 0 })).toMatchObject({ keys: [], next: undefined })
})

test(
  'whatever the keys and the page size, pages together are the whole list, each entry once',
  { timeout: 60_000 },
  async () => {
    const key = fc.stringMatching(/^[ab/é]{1,6}$/)
    const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 12 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        keys,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('/', undefined),
        async (all, MaxKeys, Delimiter) => {
          const Bucket = `pages-${++run}`
          addBucket(Bucket, all)
          const whole = await list({ Bucket, Delimiter })
          const found: (string | undefined)[] = []
          let ContinuationToken: string | undefined
          do {
            const page = await list({ Bucket, Delimiter, MaxKeys, ContinuationToken })
            found.push(...page.keys, ...page.prefixes)
            ContinuationToken = page.next
          } while (ContinuationToken !== undefined)
          expect(found.sort()).toEqual([...whole.keys, ...whole.prefixes].sort())
        },
      ),
      { numRuns: 40 },
    )
  },
)

test('the first version of the call pages by markers', async () => {
  const first = await client.send(new ListObjectsCommand({ Bucket: 'reports', Delimiter: '/', MaxKeys: 2 }))
  expect(first.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['2025/', '2026/'])
  const rest = await client.send(
    new ListObjectsCommand({ Bucket: 'reports', Delimiter: '/', Marker: first.NextMarker }),
  )
  expect(rest.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['board/'])
  expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['z'])
})

test('a token that was not given out, and a count that is no number, are refused', async () => {
  expect(await failure(list({ ContinuationToken: '???' }))).toMatch(/^InvalidArgument: /)
  expect(await failure(list({ MaxKeys: -1 }))).toMatch(/^InvalidArgument: /)
})

test('a right to list one prefix is no right to list another, or all', async () => {
  const condition = { StringLike: { 's3:prefix': ['2026/*'] }, StringEquals: { 's3:delimiter': '/' } }
  const statement = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*', Condition: condition }
  const narrow = cloud.s3(cloud.addUser('narrow', { Statement: statement }))
  const ask = (input: Partial<ListObjectsV2CommandInput>) =>
    failure(narrow.send(new ListObjectsV2Command({ Bucket: 'reports', ...input })))
  expect(await ask({ Prefix: '2026/', Delimiter: '/' })).toBe('succeeded')
  expect(await ask({ Prefix: '2026/' })).toMatch(/^AccessDenied: /)
  expect(await ask({ Prefix: '2025/', Delimiter: '/' })).toMatch(/^AccessDenied: /)
  expect(await ask({ Delimiter: '/' })).toMatch(/^AccessDenied: /)
})

test('an empty prefix is a prefix, an absent one is none', async () => {
  const statement = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }
  const empty = { ...statement, Condition: { StringEquals: { 's3:prefix': '' } } }
  const client = cloud.s3(cloud.addUser('empty-prefix', { Statement: empty }))
  const ask = (Prefix?: string) =>
    failure(
      client.send(new ListObjectsV2Command({ Bucket: 'reports', ...(Prefix !== undefined && { Prefix }) })),
    )
  expect(await ask('')).toBe('succeeded')
  expect(await ask()).toMatch(/^AccessDenied: /)
})
