'use client'

import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import styles from './basics.module.css'

/** An id that can be copied whole; `label` names it for screen readers. UUIDs and hashes are shown by their two ends. */
export function CopyableId({ id, label }: { id: string; label: string }) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={id}
      textToDisplay={<span className={styles.id}>{shortened(id)}</span>}
      copyButtonAriaLabel={`Copy ${label}`}
      copySuccessText="Copied"
      copyErrorText="Your browser did not allow copying. Select the text instead."
    />
  )
}

function shortened(id: string): string {
  return /^[0-9a-f-]{36}$|^[0-9a-f]{64}$/.test(id) ? `${id.slice(0, 8)}…${id.slice(-6)}` : id
}
