'use client'

import type { SecretView } from '@/lib/sessions/schema'
import { TextTabs } from '../basics/text-tabs'
import { javaScriptSnippet, profileSnippet, pythonSnippet } from './secret-snippets'
import { profileName } from './terminal-formats'

/** How a program that runs with the reader role gets from the secret to the data. */
export function SecretSnippetTabs({ secret, entitlementId }: { secret: SecretView; entitlementId: string }) {
  const profile = profileName(entitlementId)
  return (
    <TextTabs
      label="Ways to read the secret"
      tabs={[
        {
          id: 'python',
          label: 'Python',
          what: 'the Python',
          text: pythonSnippet(secret),
          note: 'With boto3. Read the secret again when it has been filled again.',
        },
        {
          id: 'javascript',
          label: 'JavaScript',
          what: 'the JavaScript',
          text: javaScriptSnippet(secret),
          note: 'With the AWS SDK. It reads the secret again by itself when the credentials expire.',
        },
        {
          id: 'profile',
          label: 'Any tool',
          what: 'the profile',
          text: profileSnippet(secret, profile),
          note: (
            <>
              A profile for <code>~/.aws/config</code>, with the AWS CLI installed; then{' '}
              <code>AWS_PROFILE={profile}</code> for the program.
            </>
          ),
        },
      ]}
    />
  )
}
