import { assumeRoleCases } from './assume-role-cases'
import { chainingAssumptions } from './chaining-assumptions'
import { consoleAssumptions } from './console-assumptions'
import { denyAssumptions } from './deny-assumptions'
import type { ContractCase } from './case'
import { consoleCases } from './console-cases'
import { mailCases } from './mail-cases'
import { secretCases } from './secret-cases'
import { secretValueCases } from './secret-value-cases'

/** What the adapters of AWS promise, whatever stands behind them. */
export const CONTRACT: readonly ContractCase[] = [
  ...assumeRoleCases,
  ...consoleCases,
  ...secretCases,
  ...secretValueCases,
  ...mailCases,
]

/** What Daypass builds on without AWS's documentation saying so plainly. */
export const ASSUMPTIONS: readonly ContractCase[] = [
  ...denyAssumptions,
  ...consoleAssumptions,
  ...chainingAssumptions,
]
