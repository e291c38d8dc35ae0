'use client'

import type { Change } from './changes'
import styles from './request-view.module.css'
import { Notice } from '../basics/notice'

/** What is new since the approver looked: read it before deciding. */
export function WhatChanged({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null
  return (
    <Notice type="warning" header="What has changed since you opened this page">
      <ul className={styles.changes}>
        {changes.map(({ what, gone, come }) => (
          <li key={what}>
            {what}
            {gone.length + come.length > 0 && (
              <pre>
                {gone.map((line) => `− ${line}\n`)}
                {come.map((line) => `+ ${line}\n`)}
              </pre>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
