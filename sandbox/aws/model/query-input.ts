import { AwsError } from '../errors'
import { inputOf, shapeOf, type List, type ModelService, type Structure } from './shapes'

type Fields = ReadonlyMap<string, string>

function hasBelow(fields: Fields, name: string): boolean {
  return [...fields.keys()].some((key) => key.startsWith(`${name}.`))
}

/** A list without elements is sent as its bare name. */
function readList(service: ModelService, fields: Fields, name: string, list: List): unknown[] | undefined {
  const values: unknown[] = []
  for (let i = 1; ; i++) {
    const value = readMember(service, fields, `${name}.member.${i}`, list.member)
    if (value === undefined) break
    values.push(value)
  }
  return values.length > 0 || fields.has(name) ? values : undefined
}

function readInteger(name: string, text: string): number {
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  throw new AwsError('MalformedInput', `${name} must be an integer, not '${text}'`)
}

function readMember(service: ModelService, fields: Fields, name: string, shapeName: string): unknown {
  const shape = shapeOf(service, shapeName)
  if (shape.type === 'list') return readList(service, fields, name, shape)
  if (shape.type === 'structure') {
    return hasBelow(fields, name) ? readStructure(service, fields, `${name}.`, shape) : undefined
  }
  const text = fields.get(name)
  return text !== undefined && (shape.type === 'integer' || shape.type === 'long')
    ? readInteger(name, text)
    : text
}

function readStructure(
  service: ModelService,
  fields: Fields,
  prefix: string,
  structure: Structure,
): Record<string, unknown> {
  const members = Object.entries(structure.members).map(
    ([name, { shape }]) => [name, readMember(service, fields, `${prefix}${name}`, shape)] as const,
  )
  return Object.fromEntries(members)
}

/**
 * The input that the flattened fields of the query protocol stand for, as far as the model's extract knows its
 * members. Throws `MalformedInput` for a number that is none.
 */
export function readQueryInput(
  service: ModelService,
  operation: string,
  fields: Fields,
): Record<string, unknown> {
  return readStructure(service, fields, '', inputOf(service, operation))
}
