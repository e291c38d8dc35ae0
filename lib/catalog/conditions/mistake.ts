/** A mistake in a condition: where, in UTF-16 units from the start of the text, and how to mend it. */
export type ConditionMistake = { offset: number; sentence: string }

/** "Did you mean …?" with the closest of the known names, and then all of them. */
export function suggest(wrong: string, known: readonly string[]): string {
  const close = known
    .map((name) => ({ name, distance: distance(wrong.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= name.length / 3)
    .sort((a, b) => a.distance - b.distance)[0]
  const meant = close === undefined ? '' : `Did you mean "${close.name}"? `
  return `${meant}There are: ${known.join(', ')}.`
}

/** How many letters to insert, drop, change or swap with their neighbour to get from one word to the other. */
function distance(from: string, to: string): number {
  if (from.length > 2 * to.length + 2) return from.length
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      const steps = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1)]
      if (from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) steps.push(at(beforeLast, j - 2) + 1)
      row.push(Math.min(...steps))
    }
    beforeLast = last
    last = row
  }
  return at(last, to.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity
}

/** A text from a condition, shortened so that a sentence with it stays readable. */
export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
