'use client'

import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import { policyTokens } from './tokens'
import styles from './policy.module.css'

/** A policy document, exactly as given, to read and to copy. It scrolls in itself (and so takes the keyboard). */
export function PolicyText({ text, label = 'Session policy' }: { text: string; label?: string }) {
  return (
    <div className={styles.frame}>
      <div className={styles.copy}>
        <CopyToClipboard
          variant="icon"
          textToCopy={text}
          copyButtonAriaLabel={`Copy: ${label}`}
          copySuccessText="Copied"
          copyErrorText="Your browser did not allow copying. Select the text instead."
        />
      </div>
      <pre className={styles.text} tabIndex={0} role="region" aria-label={label}>
        <code>
          {policyTokens(text).map(({ text: piece, kind }, index) =>
            kind === 'plain' ? (
              piece
            ) : (
              <span key={index} className={styles[kind]}>
                {piece}
              </span>
            ),
          )}
        </code>
      </pre>
    </div>
  )
}
