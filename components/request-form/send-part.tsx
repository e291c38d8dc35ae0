'use client'

import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import type { EntitlementForm } from '@/lib/catalog/schema'
import { Stack } from '../basics/columns'
import { ErrorAlert } from '../basics/error-alert'
import { Notice } from '../basics/notice'
import { SignInAgain } from '../basics/sign-in-again'
import { FRESH_SIGN_IN, problemsOfNoField } from './field-problems'
import { KeepFavouriteButton } from './keep-favourite'
import type { KeepFavourite } from './keep-favourite'
import { prefillPath } from './prefill'
import { CopyLink } from './share'
import type { useRequestForm } from './use-request-form'
import styles from './form.module.css'

type Props = {
  form: ReturnType<typeof useRequestForm>
  entitlement: EntitlementForm
  keepFavourite: KeepFavourite
}

/** The end of the form: what stands against all of it, sending it, and keeping it for another time. */
export function SendPart({ form, entitlement, keepFavourite }: Props) {
  const router = useRouter()
  const { problems, preview, error, wish, pending } = form
  const { draft } = form.fields
  const general = problemsOfNoField(problems)
  const fresh = problems.find(({ field }) => field === FRESH_SIGN_IN)
  const breaksGlass = draft.kind === 'break-glass'
  return (
    <Stack gap="small">
      {general.length > 0 && error === null && <Notice type="warning">{general.join(' ')}</Notice>}
      {fresh !== undefined && wish !== null && (
        <Notice
          type="warning"
          action={<SignInAgain newTab next={prefillPath({ ...wish, ...textsOf(draft) })} />}
        >
          {fresh.sentence} What you typed stays here.
        </Notice>
      )}
      <ErrorAlert error={error ?? preview.error} />
      {error?.code === 'ERR_CHANGED_MEANWHILE' && (
        <Button
          formAction="none"
          onClick={() => {
            form.clearError()
            router.refresh()
          }}
        >
          Load the changed entitlement
        </Button>
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <span className={breaksGlass ? styles.danger : undefined}>
          <Button variant="primary" formAction="submit" loading={pending}>
            {breaksGlass ? 'Break the glass …' : 'Send request'}
          </Button>
        </span>
        <Button href="/request" formAction="none">
          Choose something else
        </Button>
      </SpaceBetween>
      {wish !== null && !breaksGlass && (
        <div className={styles.share}>
          <KeepFavouriteButton wish={wish} suggestion={entitlement.name} keep={keepFavourite} />
          <CopyLink wish={{ ...wish, ticket: draft.ticket }} reason={draft.reason} />
        </div>
      )}
    </Stack>
  )
}

function textsOf({ reason, ticket }: { reason: string; ticket: string }) {
  return { reason, ticket }
}
