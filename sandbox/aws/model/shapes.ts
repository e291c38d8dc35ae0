import { readFileSync } from 'node:fs'

export type ModelService = 'iam' | 'kms' | 's3' | 'secretsmanager' | 'ses' | 'sts'

export interface Member {
  shape: string
  /** Where a member of the REST protocol travels; absent for the body and what is in it. */
  location?: 'header' | 'querystring' | 'uri'
  locationName?: string
}

export interface Structure {
  type: 'structure'
  required?: string[]
  members: Record<string, Member>
}

export interface List {
  type: 'list'
  /** The name of the elements' shape. */
  member: string
  /** What an element is called in XML, where that is not `member`. */
  memberName?: string
  /** True when the elements stand in XML without one around them all. */
  flattened?: true
  min?: number
  max?: number
}

export interface Scalar {
  type: 'string' | 'integer' | 'long' | 'blob' | 'boolean' | 'timestamp'
  /** Of a string its length, of a blob its bytes, of a number its value. */
  min?: number
  max?: number
  /** In Java's syntax, of the whole value. */
  pattern?: string
  enum?: string[]
  /** True when the service keeps the value out of its errors. */
  sensitive?: boolean
}

export type Shape = Structure | List | Scalar

interface Model {
  /** By operation, the shape of its input; null when it takes none. */
  inputs: Record<string, string | null>
  shapes: Record<string, Shape>
}

const models = new Map<ModelService, Model>()

/** The committed extract of the service's API model. */
function modelOf(service: ModelService): Model {
  const known = models.get(service)
  if (known) return known
  const file = new URL(`../../models/${service}.json`, import.meta.url)
  const model = JSON.parse(readFileSync(file, 'utf8')) as Model
  models.set(service, model)
  return model
}

export function shapeOf(service: ModelService, name: string): Shape {
  const shape = modelOf(service).shapes[name]
  if (!shape) throw new Error(`the model of ${service} has no shape ${name}`)
  return shape
}

const NO_INPUT: Structure = { type: 'structure', members: {} }

/** What an operation takes; an error when the extract does not hold the operation: no call goes unchecked. */
export function inputOf(service: ModelService, operation: string): Structure {
  const name = modelOf(service).inputs[operation]
  if (name === undefined) throw new Error(`the model of ${service} has no operation ${operation}`)
  if (name === null) return NO_INPUT
  const shape = shapeOf(service, name)
  if (shape.type !== 'structure') throw new Error(`${name} of ${service} is no structure`)
  return shape
}

export function operationsOf(service: ModelService): string[] {
  return Object.keys(modelOf(service).inputs)
}
