'use client'

import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Input from '@cloudscape-design/components/input'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import styles from './people.module.css'

const PATH = '/admin/people'

/** Searches the people; what is searched for stands in the address. */
export function PeopleSearch({ q, onlySuspended }: { q: string; onlySuspended: boolean }) {
  const router = useRouter()
  const [isLoading, startTransition] = useTransition()
  const [text, setText] = useState(q)

  function search(suspended: boolean) {
    const filters = new URLSearchParams({
      ...(text.trim() === '' ? {} : { q: text.trim() }),
      ...(suspended ? { suspended: 'yes' } : {}),
    }).toString()
    startTransition(() => {
      router.push(filters === '' ? PATH : `${PATH}?${filters}`)
    })
  }

  return (
    <form
      role="search"
      aria-label="People"
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault()
        search(onlySuspended)
      }}
    >
      <Input
        type="search"
        value={text}
        ariaLabel="Name, handle or address"
        placeholder="Name, handle or address"
        clearAriaLabel="Clear the search"
        autoComplete={false}
        onChange={({ detail }) => {
          setText(detail.value)
        }}
      />
      <Button formAction="submit" loading={isLoading}>
        Search
      </Button>
      <Checkbox
        checked={onlySuspended}
        onChange={({ detail }) => {
          search(detail.checked)
        }}
      >
        Only suspended
      </Checkbox>
    </form>
  )
}
