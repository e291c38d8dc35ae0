import { validationError } from './errors'

/** Collects broken constraints of a request, to be answered all at once in AWS's words. */
export class Constraints {
  private readonly broken: string[] = []

  private add(name: string, value: string | null, constraint: string): void {
    const member = name.charAt(0).toLowerCase() + name.slice(1)
    const shown = value === null ? 'null' : `'${value}'`
    this.broken.push(`Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`)
  }

  notNull(name: string, value: string | undefined): void {
    if (value === undefined) this.add(name, null, 'Member must not be null')
  }

  length(name: string, value: string | undefined, least: number, most: number): void {
    if (value === undefined) return
    const { length } = value
    if (length < least) this.add(name, value, `Member must have length greater than or equal to ${least}`)
    if (length > most) this.add(name, value, `Member must have length less than or equal to ${most}`)
  }

  pattern(name: string, value: string | undefined, pattern: RegExp, words: string): void {
    if (value === undefined || pattern.test(value)) return
    this.add(name, value, `Member must satisfy regular expression pattern: ${words}`)
  }

  range(name: string, value: number | undefined, least: number, most: number): void {
    if (value === undefined) return
    if (value < least)
      this.add(name, String(value), `Member must have value greater than or equal to ${least}`)
    if (value > most) this.add(name, String(value), `Member must have value less than or equal to ${most}`)
  }

  count(name: string, count: number, most: number): void {
    if (count > most) this.add(name, String(count), `Member must have length less than or equal to ${most}`)
  }

  /** Throws one `ValidationError` that names every broken constraint. */
  check(): void {
    const count = this.broken.length
    if (count === 0) return
    throw validationError(
      `${count} validation error${count === 1 ? '' : 's'} detected: ${this.broken.join('; ')}`,
    )
  }
}
