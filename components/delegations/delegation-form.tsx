'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { MomentFields } from '../clock/moment-fields'
import type { Delegate } from './commands'
import styles from './delegations.module.css'
import { draftOf, isAtFields, ownProblems, problemAt, windowEdges } from './draft'
import type { Draft } from './draft'

/** Names a stand-in for a time. One form is one delegation, however often its button is pressed. */
export function DelegationForm({ now, delegate }: { now: string; delegate: Delegate }) {
  const router = useRouter()
  const { run, pending, error, clearError } = useCommand(delegate)
  const [made, setMade] = useState(0)
  const [draft, setDraft] = useState<Draft>(() => draftOf(newId(), now))
  const [tried, setTried] = useState(false)
  const own = tried ? ownProblems(draft) : []
  const problem = (field: string) => problemAt(own.length > 0 ? own : (error?.fields ?? []), field)
  const { earliest, latestStart, latestEnd } = windowEdges(now, draft.startsAt)
  const change = (part: Partial<Draft>) => {
    // What is sent anew after a refusal is another wish.
    setDraft({ ...draft, ...part, ...(error === null ? {} : { id: newId() }) })
    clearError()
  }

  async function send() {
    setTried(true)
    const { startsAt, endsAt, ...rest } = draft
    if (startsAt === null || endsAt === null || ownProblems(draft).length > 0) return
    const answer = await run({ ...rest, startsAt, endsAt })
    if (answer?.ok !== true) return
    setTried(false)
    setDraft(draftOf(newId(), now))
    setMade(made + 1)
    router.refresh()
  }

  return (
    <Container header={<Header variant="h2">Name a stand-in</Header>}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <FormField
          stretch
          label="Who stands in"
          description="Their handle in Daypass. They have to have signed in once."
          errorText={problem('to')}
        >
          <Input
            value={draft.to}
            autoComplete={false}
            spellcheck={false}
            ariaRequired
            onChange={({ detail }) => {
              change({ to: detail.value })
            }}
          />
        </FormField>
        <MomentFields
          key={`start ${String(made)}`}
          label="From"
          at={draft.startsAt}
          earliest={earliest}
          latest={latestStart}
          error={problem('startsAt')}
          onChange={(startsAt) => {
            change({ startsAt })
          }}
        />
        <MomentFields
          key={`end ${String(made)}`}
          label="Until"
          at={draft.endsAt}
          earliest={earliest}
          latest={latestEnd}
          error={problem('endsAt')}
          onChange={(endsAt) => {
            change({ endsAt })
          }}
        />
        <FormField stretch label="Comment – optional" errorText={problem('comment')}>
          <Input
            value={draft.comment}
            placeholder="On leave"
            autoComplete={false}
            onChange={({ detail }) => {
              change({ comment: detail.value })
            }}
          />
        </FormField>
        <div className={styles.send}>
          <Button variant="primary" loading={pending} formAction="submit">
            Name stand-in
          </Button>
          <span role="status" className={styles.done}>
            {made > 0 && !tried && 'The stand-in is named.'}
          </span>
        </div>
        <ErrorAlert error={error !== null && isAtFields(error.fields) ? null : error} />
      </form>
    </Container>
  )
}
