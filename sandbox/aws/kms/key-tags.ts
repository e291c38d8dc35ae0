import { z } from 'zod'
import type { ContextValues } from '../../policy'
import { AwsError } from '../errors'
import { operation, type JsonOperation } from '../json/operation'
import { ownKey, refusePendingDeletion } from './own-key'
import { page, pageMembers } from './pages'

export const keyTags = z.array(z.object({ TagKey: z.string(), TagValue: z.string() }))
type Tags = z.output<typeof keyTags>

const MOST_TAGS = 50

/** Throws `TagException` for keys that AWS keeps to itself or that are given twice, and for more than 50. */
export function readKeyTags(
  given: Tags,
  before: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const names = given.map(({ TagKey }) => TagKey)
  if (names.some((name) => name.toLowerCase().startsWith('aws:'))) {
    throw new AwsError('TagException', 'Tag keys may not begin with aws:')
  }
  if (new Set(names).size < names.length) throw new AwsError('TagException', 'Duplicate tag keys')
  const tags = new Map([...before, ...given.map(({ TagKey, TagValue }) => [TagKey, TagValue] as const)])
  if (tags.size > MOST_TAGS) throw new AwsError('TagException', `A key has at most ${MOST_TAGS} tags`)
  return tags
}

/** The condition keys of a request that sets tags. */
export function requestTagKeys(given: Tags): ContextValues {
  const context: ContextValues = { 'aws:TagKeys': given.map(({ TagKey }) => TagKey) }
  for (const { TagKey, TagValue } of given) context[`aws:RequestTag/${TagKey}`] = TagValue
  return context
}

const tagResource = operation({ KeyId: z.string(), Tags: keyTags }, (call, { KeyId, Tags }) => {
  const key = ownKey(call, KeyId, 'TagResource', requestTagKeys(Tags))
  refusePendingDeletion(key)
  key.tags = readKeyTags(Tags, key.tags)
  call.sandbox.changed()
  return {}
})

const untagResource = operation(
  { KeyId: z.string(), TagKeys: z.array(z.string()) },
  (call, { KeyId, TagKeys }) => {
    const key = ownKey(call, KeyId, 'UntagResource', { 'aws:TagKeys': TagKeys })
    refusePendingDeletion(key)
    for (const name of TagKeys) key.tags.delete(name)
    call.sandbox.changed()
    return {}
  },
)

const listResourceTags = operation({ KeyId: z.string(), ...pageMembers }, (call, { KeyId, ...paging }) => {
  const { tags } = ownKey(call, KeyId, 'ListResourceTags')
  const { items, more } = page([...tags], ([name]) => name, paging)
  return { Tags: items.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), ...more }
})

export const tagOperations: Readonly<Record<string, JsonOperation>> = {
  TagResource: tagResource,
  UntagResource: untagResource,
  ListResourceTags: listResourceTags,
}
