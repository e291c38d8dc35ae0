'use client'

import Container from '@cloudscape-design/components/container'
import type { MailChoice, MailKind, MailPreferenceView } from '@/lib/notifications/schema'
import type { Command } from '../basics/commands'
import { MailPreference } from './mail-preference'
import styles from './preferences.module.css'

export type Choose = Command<{ changes: { kind: MailKind; choice: MailChoice }[] }, { changed: number }>

/** Every kind of mail with what the viewer has chosen of it. A choice counts as soon as it is made. */
export function MailPreferences({
  preferences,
  choose,
}: {
  preferences: readonly MailPreferenceView[]
  choose: Choose
}) {
  return (
    <Container disableContentPaddings>
      <ul className={styles.kinds}>
        {preferences.map((preference) => (
          <MailPreference key={preference.kind} preference={preference} choose={choose} />
        ))}
      </ul>
    </Container>
  )
}
