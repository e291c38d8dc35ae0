'use client'

import Button from '@cloudscape-design/components/button'
import { useRef } from 'react'
import { v7 as newId } from 'uuid'

/**
 * Opens the console in a tab of its own by a form's POST (a link could be fetched ahead). Every click asks for a session
 * of its own, so each has a new id; the new tab gets no handle on this one.
 */
export function OpenConsole({
  grantId,
  text = 'Open console',
  variant = 'primary',
}: {
  grantId: string
  text?: string
  variant?: 'primary' | 'normal'
}) {
  const sessionId = useRef<HTMLInputElement>(null)
  return (
    <form
      method="post"
      action={`/grants/${grantId}/console`}
      target="_blank"
      rel="noopener"
      onSubmit={() => {
        if (sessionId.current !== null) sessionId.current.value = newId()
      }}
    >
      <input ref={sessionId} type="hidden" name="sessionId" />
      <Button variant={variant} formAction="submit" iconName="external" iconAlign="right">
        {text}
      </Button>
    </form>
  )
}
