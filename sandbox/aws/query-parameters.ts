import { AwsError } from './errors'
import { violationError } from './model/violations'
import { memberName, missingValue } from './model/words'

/** The fields of a query request, with the `Name.member.1.Key` form of lists. */
export class QueryParameters {
  constructor(private readonly fields: ReadonlyMap<string, string>) {}

  text(name: string): string | undefined {
    return this.fields.get(name)
  }

  /** Throws AWS's `ValidationError` when absent. */
  required(name: string): string {
    const value = this.fields.get(name)
    if (value === undefined) throw violationError([missingValue(memberName(name))])
    return value
  }

  has(prefix: string): boolean {
    return [...this.fields.keys()].some((name) => name === prefix || name.startsWith(`${prefix}.`))
  }

  /** For parameters whose meaning the sandbox does not have: taking them silently would be a lie. */
  refuse(...names: string[]): void {
    const refused = names.find((name) => this.has(name))
    if (refused === undefined) return
    throw new AwsError('NotImplemented', `The sandbox does not support the parameter ${refused}.`, 501)
  }

  /** `TransitiveTagKeys.member.1=…`, in order. */
  list(name: string): string[] {
    const values: string[] = []
    for (let i = 1; this.fields.has(`${name}.member.${i}`); i++) {
      values.push(this.fields.get(`${name}.member.${i}`) ?? '')
    }
    return values
  }

  /** `Tags.member.1.Key=…&Tags.member.1.Value=…`, in order; absent fields are undefined. */
  records<Field extends string>(name: string, fields: readonly Field[]): Partial<Record<Field, string>>[] {
    const records: Partial<Record<Field, string>>[] = []
    for (let i = 1; this.has(`${name}.member.${i}`); i++) {
      const record: Partial<Record<Field, string>> = {}
      for (const field of fields) {
        const value = this.fields.get(`${name}.member.${i}.${field}`)
        if (value !== undefined) record[field] = value
      }
      records.push(record)
    }
    return records
  }
}
