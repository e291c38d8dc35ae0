/** One step of a pattern: a character, `?` or `*`. `withinSegment`: it does not match a colon. */
export type GlobStep =
  | { kind: 'char'; char: string }
  | { kind: 'one'; withinSegment: boolean }
  | { kind: 'many'; withinSegment: boolean }

/**
 * Whether the whole text matches the pattern.
 * All positions in the pattern are followed at once, so the time is at most the product of both lengths: no pattern can
 * make it exponential.
 */
export function matchesGlob(steps: GlobStep[], text: string): boolean {
  let here = new Uint8Array(steps.length + 1)
  here[0] = 1
  passOverStars(steps, here)
  for (const char of text) {
    here = advance(steps, here, char)
  }
  return here[steps.length] === 1
}

function advance(steps: GlobStep[], here: Uint8Array, char: string): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(steps.length + 1)
  steps.forEach((step, position) => {
    if (here[position] !== 1 || !takes(step, char)) return
    next[step.kind === 'many' ? position : position + 1] = 1
  })
  passOverStars(steps, next)
  return next
}

function takes(step: GlobStep, char: string): boolean {
  if (step.kind === 'char') return step.char === char
  return !(step.withinSegment && char === ':')
}

/** A star may match nothing. */
function passOverStars(steps: GlobStep[], reached: Uint8Array): void {
  steps.forEach((step, position) => {
    if (step.kind === 'many' && reached[position] === 1) reached[position + 1] = 1
  })
}
