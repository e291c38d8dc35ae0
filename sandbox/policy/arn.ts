import type { GlobStep } from './wildcard'
import { matchesGlob } from './wildcard'

/** Colons that separate an ARN's six segments; those after the fifth belong to the resource part. */
const separators = 5

/**
 * Whether an ARN matches the pattern of a `Resource` element.
 * Rule: IAM User Guide, "IAM JSON policy elements: Resource": wildcards stand within a segment, where `*` matches slashes
 * too; a `*` that ends its segment may expand beyond the colon.
 */
export function matchesResourceArn(pattern: GlobStep[], arn: string): boolean {
  return matchesGlob(keepWithinSegments(pattern), arn)
}

function keepWithinSegments(pattern: GlobStep[]): GlobStep[] {
  let colons = 0
  return pattern.map((step, position) => {
    if (isColon(step)) colons += 1
    if (step.kind === 'char' || colons >= separators) return step
    const next = pattern[position + 1]
    const endsSegment = next === undefined || isColon(next)
    return { kind: step.kind, withinSegment: step.kind === 'one' || !endsSegment }
  })
}

/**
 * Whether an ARN matches under the ARN condition operators.
 * Rule: IAM User Guide, "ARN condition operators": each of the six colon-delimited components is checked by itself.
 */
export function likeArn(pattern: GlobStep[], arn: string): boolean {
  const written = splitSteps(pattern)
  const given = splitText(arn)
  if (written.length !== separators + 1 || given.length !== separators + 1) return false
  return written.every((component, index) => matchesGlob(component, given[index] ?? ''))
}

function splitSteps(steps: GlobStep[]): GlobStep[][] {
  const components: GlobStep[][] = [[]]
  for (const step of steps) {
    if (isColon(step) && components.length <= separators) components.push([])
    else components.at(-1)?.push(step)
  }
  return components
}

function splitText(arn: string): string[] {
  const parts = arn.split(':')
  return parts.length <= separators
    ? parts
    : [...parts.slice(0, separators), parts.slice(separators).join(':')]
}

function isColon(step: GlobStep): boolean {
  return step.kind === 'char' && step.char === ':'
}
