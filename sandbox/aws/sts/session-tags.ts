import { AwsError } from '../errors'
import type { QueryParameters } from '../query-parameters'
import type { RoleSession } from '../state'

/** Tags as asked for in one AssumeRole. */
export interface SessionTags {
  tags: Map<string, string>
  transitiveKeys: string[]
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message)
}

function hasDuplicates(keys: readonly string[]): boolean {
  return new Set(keys.map((key) => key.toLowerCase())).size < keys.length
}

/** "Pass session tags in AWS STS", IAM User Guide: keys without regard to case. */
export function readTags(parameters: QueryParameters): SessionTags {
  const pairs = parameters.records('Tags', ['Key', 'Value'])
  const transitiveKeys = parameters.list('TransitiveTagKeys')
  const keys = pairs.map(({ Key = '' }) => Key)
  if (hasDuplicates(keys)) {
    throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.')
  }
  if (keys.some((key) => key.toLowerCase().startsWith('aws:'))) {
    throw invalid("Tag keys beginning with 'aws:' are reserved for AWS use.")
  }
  const known = new Set(keys.map((key) => key.toLowerCase()))
  if (transitiveKeys.some((key) => !known.has(key.toLowerCase()))) {
    throw invalid('The specified transitive tag key must be included in the requested tags.')
  }
  return { tags: new Map(pairs.map(({ Key = '', Value = '' }) => [Key, Value])), transitiveKeys }
}

/** Adds the transitive tags of the calling session, which the call may not set again. */
export function inheritTags(asked: SessionTags, calling: RoleSession | undefined): SessionTags {
  if (!calling || calling.transitiveTagKeys.length === 0) return asked
  const inherited = new Map(
    [...calling.tags].filter(([key]) => calling.transitiveTagKeys.includes(key.toLowerCase())),
  )
  const inheritedKeys = new Set(calling.transitiveTagKeys)
  if ([...asked.tags.keys()].some((key) => inheritedKeys.has(key.toLowerCase()))) {
    throw invalid(
      "One of the specified tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    )
  }
  return {
    tags: new Map([...inherited, ...asked.tags]),
    transitiveKeys: [...calling.transitiveTagKeys, ...asked.transitiveKeys],
  }
}
