import type { ErrorCode } from '../../kernel/errors'
import { roleKeys } from './roles'
import type { RoleKey } from './roles'

/** What a call is answered: by a sign. A number is a success that shows, or removes, so many things. */
const SIGNS: Readonly<Record<string, ErrorCode | 'ok'>> = {
  '+': 'ok',
  '.': 'ERR_NOT_FOUND',
  A: 'ERR_ALREADY_SUSPENDED',
  C: 'ERR_CHANGED_MEANWHILE',
  D: 'ERR_ALREADY_DECIDED',
  F: 'ERR_FORBIDDEN',
  I: 'ERR_INPUT',
  L: 'ERR_GRANT_NOT_LIVE',
  N: 'ERR_NOT_APPROVER',
  R: 'ERR_REQUEST_REFUSED',
  S: 'ERR_SELF_APPROVAL',
  V: 'ERR_DELIVERY_NOT_APPROVED',
  W: 'ERR_ENTITLEMENT_WITHDRAWN',
  X: 'ERR_SUSPENDED',
}

/** One line of the table: a call about a thing in a state, and what each role is answered. */
export type Row = { verb: string; state: string; cells: Readonly<Record<RoleKey, string>> }

/**
 * Reads a part of the table: a line that begins with a verb, below it a line for each state. Throws where a cell is
 * missing, a sign unknown or the columns are not those of `ROLES` in their order.
 */
export function readTable(text: string): Row[] {
  const rows: Row[] = []
  let verb: string | undefined
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [state = '', signs] = line.split('|').map((part) => part.trim())
    if (signs === undefined) verb = state
    else if (state === '') checkColumns(signs.split(/\s+/))
    else rows.push({ verb: verb ?? '', state, cells: cellsOf(line, signs.split(/\s+/)) })
  }
  return rows
}

/** The code that a sign stands for. */
function codeOf(sign: string): ErrorCode | 'ok' | undefined {
  return /^\d+$/.test(sign) ? 'ok' : SIGNS[sign]
}

/** The sign of a code; `count` where the success has one. */
export function signOf(code: ErrorCode | 'ok', count: number | undefined): string {
  if (code === 'ok' && count !== undefined) return String(count)
  return Object.entries(SIGNS).find(([, known]) => known === code)?.[0] ?? code
}

function checkColumns(columns: readonly string[]): void {
  if (columns.join() !== roleKeys.join())
    throw new Error(`the columns are not the roles: ${columns.join(' ')}`)
}

function cellsOf(line: string, signs: readonly string[]): Record<RoleKey, string> {
  if (signs.length !== roleKeys.length || signs.some((sign) => codeOf(sign) === undefined))
    throw new Error(`a cell is missing, too many, or not known: ${line}`)
  return Object.fromEntries(roleKeys.map((key, index) => [key, signs[index]])) as Record<RoleKey, string>
}
