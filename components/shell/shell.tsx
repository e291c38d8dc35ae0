'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { ownPathOf } from './own-links'
import type { PlaceGroup } from './navigation'
import { SideNav } from './side-nav'
import { StandInBanner } from './stand-in-banner'
import type { Theme } from './theme'
import { TopBar } from './top-bar'
import { UserMenu } from './user-menu'
import { useTheme } from './use-theme'
import type { ViewerPerson } from './viewer-person'
import styles from './shell.module.css'

type Props = {
  /** Null when nobody is signed in: then there is no navigation. */
  person: ViewerPerson | null
  places: readonly PlaceGroup[]
  theme: Theme
  isStandIn: boolean
  footer: ReactNode
  children: ReactNode
}

/**
 * The frame of every page. Cloudscape's AppLayout is not used: it learns the screen's width from scripts, so that its
 * navigation covers a phone until they run; here style sheets alone decide, and nothing jumps.
 */
export function Shell({ person, places, theme, isStandIn, footer, children }: Props) {
  useTheme()
  const { follow, isGoing } = useOwnLinks()
  const navigation = useNavigationPanel()
  return (
    <div className={styles.shell} onClick={follow}>
      <a href="#main" className={styles.skip}>
        Skip to the content
      </a>
      <div
        className={isGoing ? styles.going : styles.still}
        role="progressbar"
        aria-label="Loading"
        aria-hidden={!isGoing}
      />
      <TopBar
        menu={person !== null && <UserMenu person={person} initialTheme={theme} />}
        isOpen={navigation.isOpen}
        onToggle={person === null ? null : navigation.toggle}
      />
      {isStandIn && <StandInBanner />}
      <div className={person === null ? styles.alone : styles.frame}>
        {person !== null && (
          <nav
            id="navigation"
            aria-label="Daypass"
            className={navigation.isOpen ? styles.navOpen : styles.nav}
          >
            <SideNav groups={places} />
          </nav>
        )}
        <main id="main" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
      <footer className={styles.footer}>{footer}</footer>
    </div>
  )
}

/** Links between pages change the page without loading everything anew, whichever component drew them. */
function useOwnLinks() {
  const router = useRouter()
  const [isGoing, startTransition] = useTransition()
  function follow(event: MouseEvent) {
    const path = ownPathOf(event)
    if (path === null) return
    event.preventDefault()
    startTransition(() => {
      router.push(path)
    })
  }
  return { follow, isGoing }
}

/** The navigation on narrow screens: closed after each step, and the new page takes the focus. */
function useNavigationPanel() {
  const pathname = usePathname()
  const [openOn, setOpenOn] = useState<string | null>(null)
  const shownPath = useRef(pathname)
  useEffect(() => {
    if (shownPath.current === pathname) return
    shownPath.current = pathname
    if (document.activeElement?.closest('main') === null)
      document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
  const isOpen = openOn === pathname
  return {
    isOpen,
    toggle: () => {
      setOpenOn(isOpen ? null : pathname)
    },
  }
}
