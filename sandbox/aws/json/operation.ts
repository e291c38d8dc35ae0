import { z } from 'zod'
import type { Call } from '../call'
import { AwsError } from '../errors'
import { violationError } from '../model/violations'
import { memberName, missingValue } from '../model/words'

/** A call to a service whose things live in Regions. */
export interface RegionalCall extends Call {
  /** The Region that the request was signed for. */
  region: string
}

/** Does the work on the members of the request's JSON, and returns those of the answer. */
export type JsonOperation = (call: RegionalCall, members: unknown) => Record<string, unknown>

/** "AWS JSON 1.1 protocol": the body's types are wrong. */
export function serializationError(message: string): AwsError {
  return new AwsError('SerializationException', message)
}

/** For members whose meaning the sandbox does not have: taking them silently would be a lie. */
function unsupported(member: string): AwsError {
  return new AwsError('NotImplemented', `The sandbox does not support the parameter ${member}.`, 501)
}

/** The absent member that is the fault, where the service's model does not require it though the operation does. */
function absentMember(given: unknown, { code, path }: z.core.$ZodIssue): string | null {
  const [name = ''] = path
  const isAbsent =
    code === 'invalid_type' && path.length === 1 && !Object.hasOwn(Object(given) as object, name)
  return isAbsent ? String(name) : null
}

function inputError({ issues }: z.ZodError, given: unknown): AwsError {
  const [issue] = issues
  const absent = issue && absentMember(given, issue)
  if (absent) return violationError([missingValue(memberName(absent))])
  if (issue?.code === 'unrecognized_keys') return unsupported(issue.keys.join(', '))
  // Values that the service does not have are refused by its model before: this is one that the sandbox lacks.
  if (issue?.code === 'invalid_value') return unsupported(`${issue.path.join('.')} with that value`)
  return serializationError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong type'}`)
}

/**
 * An operation whose members have these types. The schema says types alone: lengths, patterns and ranges are the
 * service's model's to say. Throws `SerializationException` for another type, `NotImplemented` for another member.
 */
export function operation<Members extends z.ZodRawShape>(
  members: Members,
  run: (call: RegionalCall, input: z.output<z.ZodObject<Members, z.core.$strict>>) => Record<string, unknown>,
): JsonOperation {
  const schema = z.strictObject(members)
  return (call, given) => {
    const input = schema.safeParse(given)
    if (!input.success) throw inputError(input.error, given)
    return run(call, input.data)
  }
}

/** A blob: base64 in JSON. */
export const blob = z.base64().transform((text) => Buffer.from(text, 'base64'))

/** Tags as most services take them. */
export const tagList = z.array(z.object({ Key: z.string(), Value: z.string().optional() }))
