'use client'

import Button from '@cloudscape-design/components/button'
import Input from '@cloudscape-design/components/input'
import type { InputProps } from '@cloudscape-design/components/input'
import { useCallback, useRef, useState } from 'react'
import type { FoundEntitlements } from '@/lib/catalog/schema'
import { EmptyState } from '../basics/empty-state'
import { ErrorAlert } from '../basics/error-alert'
import { EntitlementResult } from './entitlement-result'
import { useListKeys } from './use-list-keys'
import { useSearch } from './use-search'
import styles from './catalog-search.module.css'

/** The catalogue, searched as one types. The query stands in the address, so that a search can be sent to somebody. */
export function CatalogSearch({
  initialQuery,
  initialFound,
}: {
  initialQuery: string
  initialFound: FoundEntitlements
}) {
  const [query, setQuery] = useState(initialQuery)
  const { found, isStale, error } = useSearch(query, initialFound)
  const field = useRef<InputProps.Ref>(null)
  const list = useRef<HTMLUListElement>(null)
  const focusField = useCallback(() => {
    field.current?.focus()
  }, [])
  const onKeyDown = useListKeys({ focusField, list, isStale: isStale || error !== null })

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
        <span aria-live="polite">{countInWords(found)}</span>
        <span className={styles.keys} aria-hidden="true">
          <kbd>/</kbd> search <kbd>↓</kbd> <kbd>↑</kbd> choose <kbd>Enter</kbd> open
        </span>
      </p>
      <ErrorAlert error={error} />
      {found.entitlements.length > 0 ? (
        <ul ref={list} className={styles.results} aria-busy={isStale}>
          {found.entitlements.map((entitlement) => (
            <EntitlementResult key={entitlement.id} entitlement={entitlement} />
          ))}
        </ul>
      ) : (
        <NothingFound
          hasAny={found.hasAny}
          onClear={() => {
            search('')
            focusField()
          }}
        />
      )}
    </div>
  )
}

function countInWords({ found, entitlements }: FoundEntitlements): string {
  if (found > entitlements.length)
    return `${String(found)} found, the first ${String(entitlements.length)} shown. Type more to narrow it down.`
  return found === 1 ? '1 found' : `${String(found)} found`
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
