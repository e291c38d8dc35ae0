/** "Asked for 3 times, approved once": how often a person asked for the same entitlement before. */
export function earlierInWords(earlier: { requests: number; approved: number }, name: string): string {
  if (earlier.requests === 0) return `${name} has not asked for this entitlement before`
  const approved = earlier.approved === 0 ? 'never approved' : `approved ${times(earlier.approved)}`
  return `Asked for ${times(earlier.requests)}, ${approved}`
}

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`
}
