/** How long the same thing took, many times over, in milliseconds. */
export interface Timing {
  count: number
  perSecond: number
  p50: number
  p95: number
  worst: number
}

/** Sums up what single runs took; `elapsedMs` is how long all of them took together. */
export function timingOf(milliseconds: readonly number[], elapsedMs: number): Timing {
  const sorted = milliseconds.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  const perSecond = (sorted.length * 1000) / elapsedMs
  return { count: sorted.length, perSecond, p50: at(0.5), p95: at(0.95), worst: at(1) }
}

/** Each of `clients` does `work` again and again, one after the other, until the time is over. */
export async function repeatFor<Client>(
  seconds: number,
  clients: readonly Client[],
  work: (client: Client) => Promise<void>,
): Promise<Timing> {
  const startedAt = performance.now()
  const deadline = startedAt + seconds * 1000
  const taken: number[] = []
  const run = async (client: Client) => {
    while (performance.now() < deadline) {
      const before = performance.now()
      await work(client)
      taken.push(performance.now() - before)
    }
  }
  await Promise.all(clients.map(run))
  return timingOf(taken, performance.now() - startedAt)
}
