'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { listAddress } from './filter-model'
import type { Filters, Position } from './filter-model'

/** Goes to another state of a list by its address, so that the back button and shared links work. */
export function useListNavigation(path: string) {
  const router = useRouter()
  const [isLoading, startTransition] = useTransition()
  const go = (filters: Filters, position?: Position) => {
    startTransition(() => {
      router.push(listAddress(path, filters, position))
    })
  }
  return { go, isLoading }
}
