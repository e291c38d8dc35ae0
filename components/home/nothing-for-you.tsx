'use client'

import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { Facts } from '../basics/facts'
import { Stack } from '../basics/columns'

/** For somebody who signed in well but whom nothing here is for: why, and what to do. */
export function NothingForYou({
  name,
  handle,
  groups,
}: {
  name: string
  handle: string
  groups: readonly string[]
}) {
  return (
    <Container header={<Header variant="h2">There is nothing for you to do here yet</Header>}>
      <Stack>
        <Box variant="p">
          Your sign-in works, but none of your groups lets you request access or read the log, and no request
          waits for your decision.
        </Box>
        <Box variant="p">
          If you should be able to request access, ask whoever looks after Daypass where you work, and tell
          them the facts below. After a change to your groups, sign out and in again. If you are to approve
          something, you need nothing else: it appears under “To decide”.
        </Box>
        <Facts
          items={[
            { label: 'Name', value: name },
            { label: 'Handle', value: handle },
            { label: 'Groups at this sign-in', value: groups.join(', ') || 'none' },
          ]}
        />
      </Stack>
    </Container>
  )
}
