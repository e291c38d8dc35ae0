'use client'

import Button from '@cloudscape-design/components/button'
import Input from '@cloudscape-design/components/input'
import type { InputProps } from '@cloudscape-design/components/input'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { EntitlementSummary } from '@/lib/catalog/schema'
import { EmptyState } from '../basics/empty-state'
import { EntitlementResult } from './entitlement-result'
import { indexEntitlements, searchEntitlements } from './search'
import { useListKeys } from './use-list-keys'
import styles from './catalog-search.module.css'

/** So many results are drawn; more words find the others sooner than scrolling. */
const SHOWN = 50

/** The catalogue, searched as one types. The query stands in the address, so that a search can be sent to somebody. */
export function CatalogSearch({
  entitlements,
  initialQuery,
}: {
  entitlements: readonly EntitlementSummary[]
  initialQuery: string
}) {
  const [query, setQuery] = useState(initialQuery)
  const wanted = useDeferredValue(query)
  const index = useMemo(() => indexEntitlements(entitlements), [entitlements])
  const found = useMemo(() => searchEntitlements(index, wanted), [index, wanted])
  const field = useRef<InputProps.Ref>(null)
  const list = useRef<HTMLUListElement>(null)
  const focusField = useCallback(() => {
    field.current?.focus()
  }, [])
  const onKeyDown = useListKeys({ focusField, list })

  function search(text: string) {
    setQuery(text)
    window.history.replaceState(null, '', text === '' ? '/request' : `/request?q=${encodeURIComponent(text)}`)
  }

  return (
    <div className={styles.search} onKeyDown={onKeyDown}>
      <Input
        ref={field}
        type="search"
        value={query}
        ariaLabel="Search what you can ask for"
        placeholder="Bucket, role, account, or what it is about"
        clearAriaLabel="Clear the search"
        autoFocus
        autoComplete={false}
        onChange={({ detail }) => {
          search(detail.value)
        }}
      />
      <p className={styles.count}>
        <span aria-live="polite">{countInWords(found.length)}</span>
        <span className={styles.keys} aria-hidden="true">
          <kbd>/</kbd> search <kbd>↓</kbd> <kbd>↑</kbd> choose <kbd>Enter</kbd> open
        </span>
      </p>
      {found.length > 0 ? (
        <ul ref={list} className={styles.results}>
          {found.slice(0, SHOWN).map((entitlement) => (
            <EntitlementResult key={entitlement.id} entitlement={entitlement} />
          ))}
        </ul>
      ) : (
        <NothingFound
          hasAny={entitlements.length > 0}
          onClear={() => {
            search('')
            focusField()
          }}
        />
      )}
    </div>
  )
}

function countInWords(count: number): string {
  if (count > SHOWN)
    return `${String(count)} found, the first ${String(SHOWN)} shown. Type more to narrow it down.`
  return count === 1 ? '1 found' : `${String(count)} found`
}

function NothingFound({ hasAny, onClear }: { hasAny: boolean; onClear: () => void }) {
  if (!hasAny)
    return (
      <EmptyState title="There is nothing that you may ask for">
        What can be asked for depends on your groups at this sign-in. Ask whoever looks after Daypass where
        you work.
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing matches" action={<Button onClick={onClear}>Show everything</Button>}>
      Try fewer words, or part of a bucket’s or role’s name. What you may not ask for is not listed.
    </EmptyState>
  )
}
