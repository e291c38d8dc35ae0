'use client'

import TopNavigation from '@cloudscape-design/components/top-navigation'
import Link from 'next/link'
import type { ReactNode } from 'react'
import styles from './shell.module.css'

type Props = { menu: ReactNode; isOpen: boolean; onToggle: (() => void) | null }

/** The bar over every page: the product, on narrow screens the button for the navigation, and the person's menu. */
export function TopBar({ menu, isOpen, onToggle }: Props) {
  return (
    <div className={styles.topBar}>
      <TopNavigation>
        <div className={styles.bar}>
          {onToggle !== null && (
            <button
              type="button"
              className={styles.menuButton}
              aria-expanded={isOpen}
              aria-controls="navigation"
              onClick={onToggle}
            >
              <MenuSign />
              <span className={styles.spoken}>Navigation</span>
            </button>
          )}
          <Link href="/" className={styles.brand} prefetch={false}>
            <Sign />
            Daypass
          </Link>
          {menu}
        </div>
      </TopNavigation>
    </div>
  )
}

function MenuSign() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3 5h14M3 10h14M3 15h14" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}

/** A pass with a clock's hand: access with an end. */
function Sign() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
      <rect x="1" y="1" width="24" height="24" rx="7" fill="#42b4ff" />
      <circle cx="13" cy="13" r="7.25" fill="none" stroke="#0f141a" strokeWidth="2.5" />
      <path d="M13 9v4.2l2.8 1.8" fill="none" stroke="#0f141a" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}
