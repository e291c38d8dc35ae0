'use client'

import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import styles from './basics.module.css'

/** An id that can be copied whole; `label` names it for screen readers, `shown` is a shorter form to look at. */
export function CopyableId({ id, label, shown = id }: { id: string; label: string; shown?: string }) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={id}
      textToDisplay={<span className={styles.id}>{shown}</span>}
      copyButtonAriaLabel={`Copy ${label}`}
      copySuccessText="Copied"
      copyErrorText="Your browser did not allow copying. Select the text instead."
    />
  )
}
