/** Remembers what a pure function gave for the last `most` different texts, dropping the one unused for longest. */
export function boundedCache<T>(most: number, make: (text: string) => T): (text: string) => T {
  const kept = new Map<string, { value: T }>()
  return (text) => {
    const found = kept.get(text) ?? { value: make(text) }
    kept.delete(text)
    kept.set(text, found)
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    return found.value
  }
}
