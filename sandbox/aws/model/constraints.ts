import { inputOf, shapeOf, type List, type ModelService, type Scalar, type Structure } from './shapes'

export type ConstraintKind = 'required' | 'min' | 'max' | 'pattern' | 'enum'

/** One thing that the model says of an operation's input. */
export interface Constraint {
  /** `Tags[].Key` is the member Key of each element of the member Tags. */
  path: string
  kind: ConstraintKind
  value: true | number | string | string[]
}

/** What a shape says itself, wherever it stands. */
export type OwnConstraint = { kind: Exclude<ConstraintKind, 'required'>; value: number | string | string[] }

/** What the shape of a list or of a scalar says itself. Nothing is shorter than 0: such a least length is left out. */
export function ownConstraints(shape: List | Scalar): OwnConstraint[] {
  const { min = 0, max } = shape
  const { pattern, enum: values } = shape.type === 'list' ? {} : shape
  return [
    ...(min === 0 ? [] : [{ kind: 'min', value: min } as const]),
    ...(max === undefined ? [] : [{ kind: 'max', value: max } as const]),
    ...(pattern === undefined ? [] : [{ kind: 'pattern', value: pattern } as const]),
    ...(values === undefined ? [] : [{ kind: 'enum', value: values } as const]),
  ]
}

function ofStructure(service: ModelService, structure: Structure, prefix: string): Constraint[] {
  return Object.entries(structure.members).flatMap(([name, { shape }]) => {
    const path = `${prefix}${name}`
    const isRequired = structure.required?.includes(name) ?? false
    return [
      ...(isRequired ? [{ path, kind: 'required', value: true } as const] : []),
      ...ofShape(service, shape, path),
    ]
  })
}

function ofShape(service: ModelService, name: string, path: string): Constraint[] {
  const shape = shapeOf(service, name)
  if (shape.type === 'structure') return ofStructure(service, shape, `${path}.`)
  const own = ownConstraints(shape).map((constraint) => ({ path, ...constraint }))
  return shape.type === 'list' ? [...own, ...ofShape(service, shape.member, `${path}[]`)] : own
}

/** Every constraint of an operation's input, in the order of the model. */
export function constraintsOf(service: ModelService, operation: string): Constraint[] {
  return ofStructure(service, inputOf(service, operation), '')
}
