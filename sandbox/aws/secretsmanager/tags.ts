import { z } from 'zod'
import { operation, tagList } from '../json/operation'
import { requestTagContext, usableSecret } from './access'
import { invalidParameter } from './errors'

const MOST_TAGS = 50

/** Throws `InvalidParameterException` for a key that comes twice or is AWS's own. Keys keep their case. */
export function readTags(tags: z.output<typeof tagList>): Map<string, string> {
  const read = new Map(tags.map(({ Key, Value = '' }) => [Key, Value]))
  if (read.size < tags.length) throw invalidParameter('Duplicate tag keys found.')
  refuseReserved(read.keys())
  refuseTooMany(read)
  return read
}

function refuseReserved(keys: Iterable<string>): void {
  if ([...keys].some((key) => key.toLowerCase().startsWith('aws:'))) {
    throw invalidParameter("Tag keys beginning with 'aws:' are reserved for AWS use.")
  }
}

function refuseTooMany(tags: ReadonlyMap<string, string>): void {
  if (tags.size > MOST_TAGS) throw invalidParameter(`A secret has at most ${MOST_TAGS} tags.`)
}

const tagResource = operation({ SecretId: z.string(), Tags: tagList }, (call, { SecretId, Tags }) => {
  const asked = new Map(Tags.map(({ Key, Value = '' }) => [Key, Value]))
  const secret = usableSecret(call, 'TagResource', SecretId, requestTagContext(asked))
  const tags = new Map([...secret.tags, ...readTags(Tags)])
  refuseTooMany(tags)
  secret.tags = tags
  call.sandbox.changed()
  return {}
})

const untagResource = operation(
  { SecretId: z.string(), TagKeys: z.array(z.string()) },
  (call, { SecretId, TagKeys }) => {
    const secret = usableSecret(call, 'UntagResource', SecretId, { 'aws:TagKeys': TagKeys })
    refuseReserved(TagKeys)
    for (const key of TagKeys) secret.tags.delete(key)
    call.sandbox.changed()
    return {}
  },
)

export const tagOperations = { TagResource: tagResource, UntagResource: untagResource }
