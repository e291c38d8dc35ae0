import type { ContextValues } from './types'

/** A request's condition keys, found whatever their case. A key without any value counts as absent. */
export class RequestContext {
  readonly #values = new Map<string, string | string[]>()

  constructor(values: ContextValues) {
    for (const [key, value] of Object.entries(values)) {
      if (value.length > 0 || typeof value === 'string') this.#values.set(key.toLowerCase(), value)
    }
  }

  has(key: string): boolean {
    return this.#values.has(key.toLowerCase())
  }

  /** All values of a key; none if it is absent. */
  all(key: string): string[] {
    const value = this.#values.get(key.toLowerCase())
    if (value === undefined) return []
    return typeof value === 'string' ? [value] : value
  }

  /**
   * The value for a policy variable.
   * Rule: "Single-valued vs. multivalued context keys": a multivalued key cannot be a policy variable.
   */
  single(key: string): string | undefined {
    const value = this.#values.get(key.toLowerCase())
    return typeof value === 'string' ? value : undefined
  }
}
