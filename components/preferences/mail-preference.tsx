'use client'

import Select from '@cloudscape-design/components/select'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import type { MailChoice, MailKind, MailPreferenceView } from '@/lib/notifications/schema'
import { mailChoiceName } from '@/lib/notifications/words'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import styles from './preferences.module.css'

export type Choose = Command<{ changes: { kind: MailKind; choice: MailChoice }[] }, { changed: number }>

/** One kind of mail: what it is about, how it comes, and why it cannot be switched off where that is so. */
export function MailPreference({ preference, choose }: { preference: MailPreferenceView; choose: Choose }) {
  const { kind, name, choice, choices, whyForced } = preference
  const router = useRouter()
  const nameId = useId()
  const [isSaved, setIsSaved] = useState(false)
  const { run, pending, error } = useCommand(choose)

  async function take(value: string | undefined) {
    const chosen = choices.find((one) => one === value)
    if (chosen === undefined || chosen === choice) return
    setIsSaved(false)
    const answer = await run({ changes: [{ kind, choice: chosen }] })
    setIsSaved(answer?.ok === true)
    router.refresh()
  }

  return (
    <li>
      <div className={styles.about}>
        <h2 id={nameId}>{name}</h2>
        {whyForced !== null && <p>{whyForced}</p>}
      </div>
      <span role="status" className={styles.saved}>
        {pending ? 'Saving' : isSaved && 'Saved'}
      </span>
      <Select
        ariaLabelledby={nameId}
        selectedOption={{ value: choice, label: mailChoiceName(choice) }}
        options={choices.map((value) => ({ value, label: mailChoiceName(value) }))}
        disabled={pending}
        onChange={({ detail }) => void take(detail.selectedOption.value)}
      />
      <ErrorAlert error={error} />
    </li>
  )
}
