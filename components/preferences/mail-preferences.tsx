'use client'

import Container from '@cloudscape-design/components/container'
import type { MailPreferenceView } from '@/lib/notifications/schema'
import { MailPreference } from './mail-preference'
import type { Choose } from './mail-preference'
import styles from './preferences.module.css'

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
