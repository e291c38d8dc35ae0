'use client'

import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import type { FieldProblem } from '@/lib/kernel/errors'
import styles from './audit.module.css'
import type { AuditFilter } from './filter-model'

/** Says which filters of the address are not understood. Nothing is listed meanwhile: a wrong answer is worse than none. */
export function FilterProblems({
  problems,
  offered,
  onClear,
}: {
  problems: readonly FieldProblem[]
  offered: readonly AuditFilter[]
  onClear: () => void
}) {
  return (
    <Alert
      type="error"
      header="A filter is not understood, so nothing is listed"
      action={<Button onClick={onClear}>Clear all filters</Button>}
    >
      <ul className={styles.problems}>
        {problems.map(({ field, sentence }) => (
          <li key={`${field} ${sentence}`}>
            {nameOf(field, offered)} {sentence}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function nameOf(field: string, offered: readonly AuditFilter[]): string {
  const filter = offered.find(({ name }) => name === field)
  return field === '' ? '' : `${filter?.label ?? field}:`
}
