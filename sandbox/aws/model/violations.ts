import { validationError, type AwsError } from '../errors'
import { ownConstraints, type Constraint, type OwnConstraint } from './constraints'
import { matchesPattern } from './pattern'
import { inputOf, shapeOf, type List, type ModelService, type Scalar, type Structure } from './shapes'
import { isUnenforced } from './unenforced'
import { memberName, missingValue, requirement, valueAt } from './words'

/** A constraint that an input breaks. */
export interface Violation extends Constraint {
  /** As AWS words it: `Value '' at 'tags.1.member.key' failed to satisfy constraint: …`. */
  sentence: string
}

interface Place {
  service: ModelService
  /** `Tags[].Key` */
  path: string
  /** `tags.1.member.key` */
  shown: string
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Null for a value of another type than the shape's: that is not the model's constraints' to judge. */
function measure(shape: List | Scalar, value: unknown): number | null {
  if (shape.type === 'list') return Array.isArray(value) ? value.length : null
  if (typeof value === 'number') return shape.type === 'integer' || shape.type === 'long' ? value : null
  if (typeof value !== 'string') return null
  return shape.type === 'blob' ? Buffer.from(value, 'base64').length : value.length
}

function holds({ kind, value: limit }: OwnConstraint, shape: List | Scalar, value: unknown): boolean {
  const size = measure(shape, value)
  if (size === null) return true
  if (kind === 'min') return size >= Number(limit)
  if (kind === 'max') return size <= Number(limit)
  if (typeof value !== 'string') return true
  return kind === 'pattern' ? matchesPattern(String(limit), value) : [limit].flat().includes(value)
}

function broken(place: Place, shape: List | Scalar, value: unknown): OwnConstraint[] {
  const { service, path } = place
  return ownConstraints(shape).filter(
    (constraint) => !isUnenforced(service, path, constraint.kind) && !holds(constraint, shape, value),
  )
}

function ofValue(place: Place, shape: List | Scalar, value: unknown): Violation[] {
  const { path, shown } = place
  return broken(place, shape, value).map((constraint) => {
    const failed = `failed to satisfy constraint: ${requirement(constraint, shape.type)}`
    return { path, ...constraint, sentence: `${valueAt(shown, value, shape)} ${failed}` }
  })
}

/** Of a list of scalars AWS shows the list, and says all that its elements must be. */
function ofElements(place: Place, list: List, element: Scalar, values: readonly unknown[]): Violation[] {
  const inside = { ...place, path: `${place.path}[]` }
  const constraints = values.flatMap((value) => broken(inside, element, value))
  const musts = ownConstraints(element).map((constraint) => requirement(constraint, element.type))
  const failed = `failed to satisfy constraint: Member must satisfy constraint: [${musts.join(', ')}]`
  const sentence = `${valueAt(place.shown, values, list)} ${failed}`
  return constraints.slice(0, 1).map((constraint) => ({ path: inside.path, ...constraint, sentence }))
}

function ofList(place: Place, list: List, values: readonly unknown[]): Violation[] {
  const element = shapeOf(place.service, list.member)
  if (element.type !== 'structure' && element.type !== 'list') return ofElements(place, list, element, values)
  return values.flatMap((value, i) =>
    ofMember(
      { ...place, path: `${place.path}[]`, shown: `${place.shown}.${i + 1}.member` },
      list.member,
      value,
    ),
  )
}

function ofMember(place: Place, shapeName: string, value: unknown): Violation[] {
  const shape = shapeOf(place.service, shapeName)
  if (shape.type === 'structure') return isRecord(value) ? ofStructure(place, shape, value) : []
  const own = ofValue(place, shape, value)
  return shape.type === 'list' && Array.isArray(value) ? [...own, ...ofList(place, shape, value)] : own
}

function missing({ path, shown }: Place): Violation {
  return { path, kind: 'required', value: true, sentence: missingValue(shown) }
}

function ofStructure(at: Place, structure: Structure, value: Record<string, unknown>): Violation[] {
  return Object.entries(structure.members).flatMap(([name, member]) => {
    const dot = at.path === '' ? '' : '.'
    const place = { ...at, path: `${at.path}${dot}${name}`, shown: `${at.shown}${dot}${memberName(name)}` }
    if (value[name] !== undefined) return ofMember(place, member.shape, value[name])
    const mayMiss = !structure.required?.includes(name) || isUnenforced(at.service, place.path, 'required')
    return mayMiss ? [] : [missing(place)]
  })
}

/**
 * The constraints of the service's model that an input breaks, in the model's order. The input has the wire's
 * values: blobs in base64, numbers as numbers. Values of another type than the model's are passed over.
 */
export function violations(
  service: ModelService,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Violation[] {
  const place = { service, path: '', shown: '' }
  return ofStructure(place, inputOf(service, operation), input)
}

/** One `ValidationError` that names everything broken. */
export function violationError(sentences: readonly string[]): AwsError {
  const count = `${sentences.length} validation error${sentences.length === 1 ? '' : 's'} detected`
  return validationError(`${count}: ${sentences.join('; ')}`)
}

/** Throws the service's `ValidationError` for an input that breaks its model. */
export function checkModel(
  service: ModelService,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): void {
  const found = violations(service, operation, input)
  if (found.length > 0) throw violationError(found.map(({ sentence }) => sentence))
}
