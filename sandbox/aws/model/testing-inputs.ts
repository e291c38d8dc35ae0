import { constraintsOf, ownConstraints, type Constraint, type OwnConstraint } from './constraints'
import { matchesPattern } from './pattern'
import {
  inputOf,
  operationsOf,
  shapeOf,
  type List,
  type ModelService,
  type Scalar,
  type Structure,
} from './shapes'
import { isUnenforced } from './unenforced'

/** Inputs as an SDK takes them: blobs are bytes. */
export type Input = Record<string, unknown>

function limit(shape: List | Scalar, kind: OwnConstraint['kind']): number | undefined {
  const found = ownConstraints(shape).find((constraint) => constraint.kind === kind)
  return found && Number(found.value)
}

function textOfLength(length: number, { pattern }: Scalar): string | undefined {
  const long = (head: string, tail: string) =>
    length < 3 ? '/'.repeat(length) : `${head}${'a'.repeat(length - head.length - tail.length)}${tail}`
  return ['a'.repeat(length), '1'.repeat(length), long('/', '/'), long('', '-1')].find(
    (text) => pattern === undefined || matchesPattern(pattern, text),
  )
}

function found<Value>(value: Value | undefined, shape: Scalar): Value {
  if (value === undefined) throw new Error(`no value is known for ${JSON.stringify(shape)}`)
  return value
}

function validText(shape: Scalar): string {
  const least = limit(shape, 'min') ?? 1
  const lengths = [least, least + 1, least + 2, least + 3]
  return found(
    shape.enum?.[0] ??
      lengths.map((length) => textOfLength(length, shape)).find((text) => text !== undefined),
    shape,
  )
}

function validScalar(shape: Scalar): unknown {
  if (shape.type === 'string') return validText(shape)
  if (shape.type === 'blob') return Buffer.alloc(limit(shape, 'min') ?? 1)
  if (shape.type === 'boolean') return true
  return shape.type === 'timestamp' ? new Date(0) : (limit(shape, 'min') ?? 1)
}

function validStructure(service: ModelService, structure: Structure, everything: boolean): Input {
  const [first] = Object.keys(structure.members)
  const least = structure.required ?? (first === undefined ? [] : [first])
  const chosen = Object.entries(structure.members).filter(([name]) => everything || least.includes(name))
  return Object.fromEntries(chosen.map(([name, { shape }]) => [name, validValue(service, shape, everything)]))
}

function validValue(service: ModelService, name: string, everything = false): unknown {
  const shape = shapeOf(service, name)
  if (shape.type === 'structure') return validStructure(service, shape, everything)
  if (shape.type !== 'list') return validScalar(shape)
  const length = limit(shape, 'min') ?? 1
  return Array.from({ length }, () => validValue(service, shape.member, everything))
}

/** An input that breaks nothing: with what is required alone, or with everything that the extract knows. */
export function validInput(service: ModelService, operation: string, extent: 'least' | 'everything'): Input {
  const structure = inputOf(service, operation)
  const everything = extent === 'everything'
  const chosen = {
    ...structure,
    required: everything ? Object.keys(structure.members) : (structure.required ?? []),
  }
  return validStructure(service, chosen, everything)
}

function oddText(shape: Scalar): string {
  const { length } = validText(shape)
  const odd = ['ж', '*', '\u0001'].map((character) => character.repeat(length))
  return found(
    odd.find((text) => !matchesPattern(shape.pattern ?? '', text)),
    shape,
  )
}

function sized(service: ModelService, shape: List | Scalar, size: number): unknown {
  if (shape.type === 'list') return Array.from({ length: size }, () => validValue(service, shape.member))
  if (shape.type === 'blob') return Buffer.alloc(size)
  return shape.type === 'string' ? found(textOfLength(size, { type: 'string' }), shape) : size
}

function brokenValue(service: ModelService, shape: List | Scalar, { kind, value }: Constraint): unknown {
  if (kind === 'enum') return 'no-such-value'
  if (kind === 'min') return sized(service, shape, Number(value) - 1)
  if (shape.type !== 'list' && kind === 'pattern') return oddText(shape)
  const size = Number(value) + 1
  return shape.type === 'string' ? found(textOfLength(size, shape), shape) : sized(service, shape, size)
}

function breach(
  service: ModelService,
  name: string,
  steps: readonly string[],
  constraint: Constraint,
): unknown {
  const shape = shapeOf(service, name)
  const [step = '', ...rest] = steps
  if (shape.type === 'structure') return breachedMember(service, shape, step, rest, constraint)
  if (shape.type === 'list' && step === '[]') return [breach(service, shape.member, rest, constraint)]
  return brokenValue(service, shape, constraint)
}

function breachedMember(
  service: ModelService,
  structure: Structure,
  step: string,
  rest: readonly string[],
  constraint: Constraint,
): Input {
  const isMissing = rest.length === 0 && constraint.kind === 'required'
  const valid = validStructure(service, structure, isMissing)
  if (isMissing) return Object.fromEntries(Object.entries(valid).filter(([name]) => name !== step))
  return { ...valid, [step]: breach(service, structure.members[step]?.shape ?? '', rest, constraint) }
}

export interface Breach {
  operation: string
  constraint: Constraint
  input: Input
}

/** For every constraint of an operation that the sandbox enforces, an input that breaks it and is valid otherwise. */
function breachesOf(service: ModelService, operation: string): Breach[] {
  const structure = inputOf(service, operation)
  const least = { ...structure, required: structure.required ?? [] }
  return constraintsOf(service, operation)
    .filter(({ path, kind }) => !isUnenforced(service, path, kind))
    .map((constraint) => {
      const [first = '', ...rest] = constraint.path.replaceAll('[]', '.[]').split('.')
      return { operation, constraint, input: breachedMember(service, least, first, rest, constraint) }
    })
}

/** The breaches of all of a service's operations, as rows of a test: what is broken, and how. */
export function breachRows(service: ModelService): [string, Breach][] {
  return operationsOf(service).flatMap((operation) =>
    breachesOf(service, operation).map((breach): [string, Breach] => {
      const { path, kind, value } = breach.constraint
      return [`${operation} ${path} ${kind} ${String(value)}`, breach]
    }),
  )
}
