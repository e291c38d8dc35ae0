'use client'

import Button from '@cloudscape-design/components/button'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import styles from './ledger.module.css'

export type LedgerColumn<Item> = {
  header: string
  cell: (item: Item) => ReactNode
  /** The column that names the row. */
  isName?: boolean
}

/** What a row says more, when it is opened. */
export type LedgerDetails<Item> = { nameOf: (item: Item) => string; render: (item: Item) => ReactNode }

/**
 * Rows of facts: a table, and on narrow screens each row as a card of its own, by style sheet alone. The roles are said
 * because browsers forget a table's meaning with its `display`.
 */
export function Ledger<Item extends { id: string }>({
  label,
  items,
  columns,
  details,
}: {
  label: string
  items: readonly Item[]
  columns: readonly LedgerColumn<Item>[]
  details?: LedgerDetails<Item>
}) {
  return (
    <table role="table" aria-label={label} className={styles.ledger}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ header }) => (
            <th key={header} role="columnheader" scope="col">
              {header}
            </th>
          ))}
          {details !== undefined && (
            <th role="columnheader" scope="col" className={styles.more}>
              More
            </th>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => (
          <LedgerRow key={item.id} item={item} columns={columns} details={details} />
        ))}
      </tbody>
    </table>
  )
}

function LedgerRow<Item>({
  item,
  columns,
  details,
}: {
  item: Item
  columns: readonly LedgerColumn<Item>[]
  details: LedgerDetails<Item> | undefined
}) {
  const [isOpen, setIsOpen] = useState(false)
  const detailsId = useId()
  return (
    <>
      <tr role="row" className={isOpen ? styles.open : undefined}>
        {columns.map(({ header, cell, isName }) =>
          isName === true ? (
            <th key={header} role="rowheader" scope="row">
              {cell(item)}
            </th>
          ) : (
            <td key={header} role="cell" data-header={header}>
              <div>{cell(item)}</div>
            </td>
          ),
        )}
        {details !== undefined && (
          <td role="cell" className={styles.more}>
            <Button
              variant="inline-link"
              iconAlign="right"
              iconName={isOpen ? 'angle-up' : 'angle-down'}
              ariaExpanded={isOpen}
              ariaControls={detailsId}
              ariaLabel={`Details of ${details.nameOf(item)}`}
              onClick={() => {
                setIsOpen(!isOpen)
              }}
            >
              Details
            </Button>
          </td>
        )}
      </tr>
      {details !== undefined && (
        <tr role="row" id={detailsId} hidden={!isOpen} className={styles.details}>
          <td role="cell" colSpan={columns.length + 1}>
            {isOpen && details.render(item)}
          </td>
        </tr>
      )}
    </>
  )
}
