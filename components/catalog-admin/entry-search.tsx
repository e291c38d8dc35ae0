'use client'

import Input from '@cloudscape-design/components/input'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import styles from './catalog-admin.module.css'
import { searchAddress } from './search-address'

/** Typing is waited for so long, that not every letter asks. */
const QUIET_MS = 120

/** The field that searches the whole catalogue as one types. */
export function EntrySearch({ q, found }: { q: string; found: number }) {
  const router = useRouter()
  const [query, setQuery] = useState(q)

  useEffect(() => {
    if (query === q) return
    const timer = setTimeout(() => {
      router.replace(searchAddress(query), { scroll: false })
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [router, query, q])

  return (
    <div className={styles.searchLine}>
      <Input
        type="search"
        value={query}
        ariaLabel="Search the whole catalogue"
        placeholder="Name, bucket, role, account, or: withdrawn"
        clearAriaLabel="Clear the search"
        autoComplete={false}
        onChange={({ detail }) => {
          setQuery(detail.value)
        }}
      />
      <p className={styles.count} aria-live="polite">
        {found} found
      </p>
    </div>
  )
}
