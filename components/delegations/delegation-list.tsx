'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { DelegationView } from '@/lib/identity/schema'
import { EmptyState } from '../basics/empty-state'
import type { EndDelegation } from './commands'
import { DelegationRows } from './delegation-rows'
import type { Shows } from './delegation-rows'

type Props = {
  title: string
  /** What an empty list means. */
  nothing?: { title: string; text: string }
  delegations: readonly DelegationView[]
  shows: Shows
  /** Null where nothing can be ended. */
  end: EndDelegation | null
}

/** Delegations in one frame. */
export function DelegationList({ title, nothing, ...rows }: Props) {
  return (
    <Container disableContentPaddings header={<Header variant="h2">{title}</Header>}>
      {rows.delegations.length === 0 && nothing !== undefined ? (
        <EmptyState title={nothing.title}>{nothing.text}</EmptyState>
      ) : (
        <DelegationRows label={title} {...rows} />
      )}
    </Container>
  )
}
