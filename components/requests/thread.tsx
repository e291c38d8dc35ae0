'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Textarea from '@cloudscape-design/components/textarea'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { RequestView } from '@/lib/requests/schema'
import { Stack } from '../basics/columns'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { Time } from '../clock/time'
import styles from './thread.module.css'

export type Comment = Command<{ id: string; requestId: string; body: string }, unknown>

/** Questions and answers about a request, for everybody who sees it. */
export function Thread({ request, comment }: { request: RequestView; comment: Comment }) {
  const { messages, mayComment, requester } = request
  if (messages.length === 0 && !mayComment) return null
  return (
    <Container header={<Header variant="h2">Questions and answers</Header>}>
      <Stack>
        {messages.length === 0 && <p className={styles.none}>Nobody has asked anything yet.</p>}
        <ol className={styles.messages} aria-live="polite">
          {messages.map(({ id, by, body, createdAt }) => (
            <li key={id}>
              <p className={styles.by}>
                <strong>{by.name}</strong>
                {by.id === requester.id && ' (asks for access)'} <Time at={createdAt} form="relative" />
              </p>
              <p className={styles.body}>{body}</p>
            </li>
          ))}
        </ol>
        {mayComment && <Write requestId={request.id} comment={comment} />}
      </Stack>
    </Container>
  )
}

function Write({ requestId, comment }: { requestId: string; comment: Comment }) {
  const router = useRouter()
  const [body, setBody] = useState('')
  // One id as long as it is the same message in the making: sent twice it is one.
  const id = useRef<string | null>(null)
  const { run, pending, error } = useCommand(comment)
  const problem = error?.fields.find(({ field }) => field === 'body')?.sentence

  async function send() {
    id.current ??= newId()
    const answer = await run({ id: id.current, requestId, body })
    if (answer?.ok !== true) return
    id.current = null
    setBody('')
    router.refresh()
  }

  return (
    <Stack gap="small">
      <FormField
        stretch
        label="Ask or answer"
        description="Everybody who sees this request reads it, auditors too. It decides nothing."
        errorText={problem}
      >
        <Textarea
          value={body}
          rows={2}
          onChange={({ detail }) => {
            id.current = null
            setBody(detail.value)
          }}
        />
      </FormField>
      <ErrorAlert error={problem === undefined ? error : null} />
      <div>
        <Button loading={pending} disabled={body.trim() === ''} onClick={() => void send()}>
          Send
        </Button>
      </div>
    </Stack>
  )
}
