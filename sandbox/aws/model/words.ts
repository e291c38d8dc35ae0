import type { OwnConstraint } from './constraints'
import type { List, Scalar } from './shapes'

/** What AWS says of a constraint that a value breaks. */
export function requirement({ kind, value }: OwnConstraint, type: (List | Scalar)['type']): string {
  const measure = type === 'integer' || type === 'long' ? 'value' : 'length'
  if (kind === 'min') return `Member must have ${measure} greater than or equal to ${String(value)}`
  if (kind === 'max') return `Member must have ${measure} less than or equal to ${String(value)}`
  if (kind === 'pattern') return `Member must satisfy regular expression pattern: ${String(value)}`
  return `Member must satisfy enum value set: [${[value].flat().join(', ')}]`
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `Value '…' at 'roleSessionName'`; the value stays out where the shape is sensitive, and bytes are not shown. */
export function valueAt(path: string, value: unknown, shape: List | Scalar): string {
  const isHidden = shape.type === 'blob' || (shape.type !== 'list' && shape.sensitive === true)
  return isHidden ? `Value at '${path}'` : `Value '${shown(value)}' at '${path}'`
}

/** What AWS says of a required member that is absent. */
export function missingValue(path: string): string {
  return `Value null at '${path}' failed to satisfy constraint: Member must not be null`
}

/** `roleSessionName`, as errors name the member RoleSessionName. */
export function memberName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
