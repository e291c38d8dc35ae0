'use client'

import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import { useState } from 'react'
import { copyText } from '../basics/copy-text'
import styles from './form.module.css'
import { prefillPath } from './prefill'
import type { Prefill } from './prefill'

/** A link to this form as it is filled in, for a runbook or a colleague. The reason is left out unless it is wished. */
export function CopyLink({ wish, reason }: { wish: Prefill; reason: string }) {
  const [withReason, setWithReason] = useState(false)
  const [said, setSaid] = useState<{ about: string; text: string } | null>(null)
  const path = prefillPath({ ...wish, reason: withReason ? reason : '' })

  async function copy() {
    const copied = await copyText(new URL(path, window.location.href).href)
    setSaid({
      about: path,
      text: copied ? 'Link copied' : 'Your browser did not allow copying.',
    })
  }

  return (
    <div className={styles.share}>
      <Button formAction="none" iconName="share" onClick={() => void copy()}>
        Copy link to this request
      </Button>
      <Checkbox
        checked={withReason}
        onChange={({ detail }) => {
          setWithReason(detail.checked)
        }}
      >
        With the reason
      </Checkbox>
      <span role="status" className={styles.quiet}>
        {said?.about === path && said.text}
      </span>
    </div>
  )
}
