import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestCloud } from '../../testing'
import { S3_OPERATIONS } from '../s3/router'
import { operationsOf } from './shapes'
import { breachRows, validInput, type Breach } from './testing-inputs'
import { call, stateText } from './testing-send'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await TestCloud.start()
})
afterAll(() => cloud.close())

/** Each of S3's parameters has an error of its own. */
function codeOf({ constraint: { path, kind } }: Breach): string {
  if (path === 'StorageClass') return 'InvalidStorageClass'
  if (path === 'ChecksumAlgorithm') return 'InvalidRequest'
  if (path === 'CreateBucketConfiguration.LocationConstraint') return 'InvalidLocationConstraint'
  if (kind === 'required' && !path.includes('.')) return 'MissingRequestBodyError'
  return path.includes('Configuration.') ? 'MalformedXML' : 'InvalidArgument'
}

test('the extract of the model of S3 holds the operations that are offered, and no others', () => {
  expect(operationsOf('s3')).toEqual([...S3_OPERATIONS].sort())
})

test.each(breachRows('s3'))(
  'a call that breaks one constraint of S3 is refused and changes nothing: %s',
  async (_, breach) => {
    const before = stateText(cloud)
    const answer = await call(cloud, 's3', breach.operation, breach.input)
    // The answer to a HEAD has no body that could name the error: there the sandbox's own record does.
    const recorded = cloud.cloud.sandbox.calls.list(breach.operation).at(-1)?.errorCode
    expect(recorded).toBe(codeOf(breach))
    expect(answer).toMatch(
      breach.operation.startsWith('Head') ? /^Unknown: / : new RegExp(`^${codeOf(breach)}: `),
    )
    expect(stateText(cloud)).toBe(before)
  },
)

test.each(operationsOf('s3'))(
  'a call that breaks no constraint of S3 is not refused by the model: %s',
  async (operation) => {
    for (const extent of ['least', 'everything'] as const) {
      const answer = await call(cloud, 's3', operation, validInput('s3', operation, extent))
      expect(answer).not.toMatch(
        /^(InvalidArgument|InvalidRequest|MalformedXML|InternalError|InvalidStorageClass): /,
      )
    }
  },
)
