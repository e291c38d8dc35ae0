'use client'

import Tabs from '@cloudscape-design/components/tabs'
import { useState } from 'react'
import type { ReactNode } from 'react'
import styles from './basics.module.css'
import { CopyButton } from './copy-button'

/** One form of the same thing. `text` is null where it cannot be written so; `note` then says why. */
export type TextTab = { id: string; label: string; what: string; text: string | null; note: ReactNode }

/** The same thing in several forms, each to read and to copy. */
export function TextTabs({
  label,
  tabs,
  first,
}: {
  label: string
  tabs: readonly TextTab[]
  first?: string
}) {
  const [active, setActive] = useState(first ?? tabs[0]?.id ?? '')
  return (
    <Tabs
      ariaLabel={label}
      disableContentPaddings
      activeTabId={active}
      onChange={({ detail }) => {
        setActive(detail.activeTabId)
      }}
      i18nStrings={{ scrollLeftAriaLabel: 'Scroll left', scrollRightAriaLabel: 'Scroll right' }}
      tabs={tabs.map((tab) => ({ id: tab.id, label: tab.label, content: <Way {...tab} /> }))}
    />
  )
}

function Way({ what, text, note }: TextTab) {
  return (
    <div className={styles.way}>
      <p>{note}</p>
      {text !== null && (
        <>
          <pre className={styles.block} tabIndex={0} role="region" aria-label={what}>
            {text}
          </pre>
          <CopyButton text={text} what={what} />
        </>
      )}
    </div>
  )
}
