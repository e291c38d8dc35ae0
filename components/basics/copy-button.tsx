'use client'

import Button from '@cloudscape-design/components/button'
import { useEffect, useState } from 'react'
import styles from './basics.module.css'
import { copyText } from './copy-text'

const SAID_FOR_MS = 4000

/** Copies `text` with one click and says so, also to screen readers. `what` names it: "the lines for bash". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)

  useEffect(() => {
    if (outcome !== 'copied') return
    const timer = setTimeout(() => {
      setOutcome(null)
    }, SAID_FOR_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [outcome])

  async function copy() {
    setOutcome(null)
    setOutcome((await copyText(text)) ? 'copied' : 'refused')
  }

  return (
    <span className={styles.copying}>
      <Button
        variant="normal"
        iconName={outcome === 'copied' ? 'check' : 'copy'}
        ariaLabel={`Copy ${what}`}
        onClick={() => void copy()}
      >
        Copy
      </Button>
      <span role="status" className={styles.copied}>
        {outcome === 'copied' && 'Copied'}
        {outcome === 'refused' && 'Your browser did not allow copying. Select the text instead.'}
      </span>
    </span>
  )
}
