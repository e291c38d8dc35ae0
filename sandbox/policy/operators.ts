import { likeArn } from './arn'
import { parseDate } from './dates'
import { inBlock, isBlock } from './ip'
import { hasVariable, type Template, toGlob, toText } from './template'
import { matchesGlob } from './wildcard'

/** How one condition operator reads a written value and compares it. */
interface Operator {
  /** It holds when no value matches, and when the key is absent. */
  negated: boolean
  /** Whether a value may be written with it. */
  accepts: (written: Template) => boolean
  /** `written` has no variables any more. */
  matches: (given: string, written: Template) => boolean
}

type Family = Omit<Operator, 'negated'>

const anyText = () => true

const equal: Family = { accepts: anyText, matches: (given, written) => given === toText(written) }
const equalIgnoringCase: Family = {
  accepts: anyText,
  matches: (given, written) => given.toLowerCase() === toText(written).toLowerCase(),
}
const like: Family = { accepts: anyText, matches: (given, written) => matchesGlob(toGlob(written), given) }

// ArnEquals and ArnLike behave identically (IAM User Guide, "ARN condition operators").
const arn: Family = {
  accepts: (written) => hasVariable(written) || /^arn:([^:]*:){4}./s.test(toText(written)),
  matches: (given, written) => likeArn(toGlob(written), given),
}

// No variables with numbers, dates, booleans, addresses and Null (IAM User Guide, "Where you can use policy variables").
const truth: Family = {
  accepts: (written) => !hasVariable(written) && /^(true|false)$/i.test(toText(written)),
  matches: (given, written) => given.toLowerCase() === toText(written).toLowerCase(),
}

function date(compare: (given: number, written: number) => boolean): Family {
  return {
    accepts: (written) => !hasVariable(written) && parseDate(toText(written)) !== undefined,
    matches: (given, written) => {
      const [left, right] = [parseDate(given), parseDate(toText(written))]
      return left !== undefined && right !== undefined && compare(left, right)
    },
  }
}

const decimal = /^[+-]?\d+(\.\d+)?$/

function numeric(compare: (given: number, written: number) => boolean): Family {
  return {
    accepts: (written) => !hasVariable(written) && decimal.test(toText(written)),
    matches: (given, written) => decimal.test(given) && compare(Number(given), Number(toText(written))),
  }
}

const address: Family = {
  accepts: (written) => !hasVariable(written) && isBlock(toText(written)),
  matches: (given, written) => inBlock(given, toText(written)),
}

const positive = (family: Family): Operator => ({ ...family, negated: false })
const negative = (family: Family): Operator => ({ ...family, negated: true })
const sameDate = date((given, written) => given === written)
const sameNumber = numeric((given, written) => given === written)

/** Every operator that is known, by its name without set operator and `IfExists`. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', positive(equal)],
  ['StringNotEquals', negative(equal)],
  ['StringEqualsIgnoreCase', positive(equalIgnoringCase)],
  ['StringNotEqualsIgnoreCase', negative(equalIgnoringCase)],
  ['StringLike', positive(like)],
  ['StringNotLike', negative(like)],
  ['ArnEquals', positive(arn)],
  ['ArnLike', positive(arn)],
  ['ArnNotEquals', negative(arn)],
  ['ArnNotLike', negative(arn)],
  ['DateEquals', positive(sameDate)],
  ['DateNotEquals', negative(sameDate)],
  ['DateLessThan', positive(date((given, written) => given < written))],
  ['DateLessThanEquals', positive(date((given, written) => given <= written))],
  ['DateGreaterThan', positive(date((given, written) => given > written))],
  ['DateGreaterThanEquals', positive(date((given, written) => given >= written))],
  ['NumericEquals', positive(sameNumber)],
  ['NumericNotEquals', negative(sameNumber)],
  ['NumericLessThan', positive(numeric((given, written) => given < written))],
  ['NumericLessThanEquals', positive(numeric((given, written) => given <= written))],
  ['NumericGreaterThan', positive(numeric((given, written) => given > written))],
  ['NumericGreaterThanEquals', positive(numeric((given, written) => given >= written))],
  ['IpAddress', positive(address)],
  ['NotIpAddress', negative(address)],
  ['Bool', positive(truth)],
])

/** `Null` asks for the key itself, so it has no comparison; its values are written like those of `Bool`. */
export const acceptsNullValue = truth.accepts
