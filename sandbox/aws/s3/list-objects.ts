import type { ContextValues } from '../../policy'
import type { Call } from '../call'
import type { StoredObject } from '../state'
import { authorizeBucket, requireBucket } from './access'

export interface ListInput {
  bucket: string
  /** Undefined when the request does not carry it: then `s3:prefix` is absent from the evaluation, not empty. */
  prefix?: string | undefined
  delimiter?: string | undefined
  /** List only what comes after this key or common prefix. */
  after?: string | undefined
  maxKeys: number
}

export interface Listing {
  objects: StoredObject[]
  commonPrefixes: string[]
  /** Where the next page begins (`after`), when there is one. */
  next: string | null
}

type Entry = { name: string; object: StoredObject } | { name: string; object: null }

/** S3 lists in the order of the keys' UTF-8 bytes. */
function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Objects as themselves, or rolled up to the part up to the delimiter after the prefix. */
function toEntries(objects: StoredObject[], prefix: string, delimiter: string): Entry[] {
  const entries = new Map<string, Entry>()
  for (const object of objects) {
    const at = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length)
    if (at < 0) entries.set(`object ${object.key}`, { name: object.key, object })
    else {
      const name = object.key.slice(0, at + delimiter.length)
      entries.set(`prefix ${name}`, { name, object: null })
    }
  }
  return [...entries.values()]
}

function listContext({ prefix, delimiter }: ListInput): ContextValues {
  return {
    ...(prefix !== undefined && { 's3:prefix': prefix }),
    ...(delimiter !== undefined && { 's3:delimiter': delimiter }),
  }
}

/** ListObjects and ListObjectsV2, for the API and the console alike. Needs `s3:ListBucket`. */
export function listObjects(call: Call, input: ListInput): Listing {
  const bucket = requireBucket(call, input.bucket)
  authorizeBucket(call, bucket, 'ListBucket', listContext(input))
  const { prefix = '', delimiter = '', after = '', maxKeys } = input
  const objects = [...bucket.objects.values()]
    .filter(({ key }) => key.startsWith(prefix) && compareKeys(key, after) > 0)
    .sort((a, b) => compareKeys(a.key, b.key))
  const entries = toEntries(objects, prefix, delimiter).filter(({ name }) => name !== after)
  const page = entries.slice(0, maxKeys)
  return {
    objects: page.flatMap(({ object }) => object ?? []),
    commonPrefixes: page.filter(({ object }) => object === null).map(({ name }) => name),
    next: entries.length > page.length ? (page.at(-1)?.name ?? null) : null,
  }
}
