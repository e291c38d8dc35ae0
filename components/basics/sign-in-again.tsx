'use client'

import Button from '@cloudscape-design/components/button'
import { usePathname } from 'next/navigation'

/**
 * The way to prove anew who one is, and afterwards to `next`: this page, unless it says another. `newTab` where something
 * typed would be lost.
 */
export function SignInAgain({ next, newTab = false }: { next?: string; newTab?: boolean }) {
  const path = usePathname()
  return (
    <Button
      href={`/sign-in?fresh=1&from=${encodeURIComponent(next ?? path)}`}
      {...(newTab ? { target: '_blank' } : {})}
    >
      Sign in again
    </Button>
  )
}
