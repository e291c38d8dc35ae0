'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { Facts } from '../basics/facts'
import { Stack } from '../basics/columns'

type Props = { name: string; handle: string; groups: readonly string[]; isAuditor: boolean }

/**
 * The home of somebody who cannot request access and for whom nothing waits: what would appear here, and what to do if
 * something should. An approver on a quiet day sees it too, for whom a policy names is known only when a request is there.
 */
export function NothingWaits({ name, handle, groups, isAuditor }: Props) {
  const title = isAuditor ? 'Nothing waits for your decision' : 'There is nothing for you to do here yet'
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <Stack>
        <Box variant="p">
          Requests that you may decide on appear here, and under “To decide”, by themselves.
        </Box>
        {isAuditor ? (
          <div>
            <Button href="/audit/grants">See who had access to what</Button>
          </div>
        ) : (
          <Box variant="p">
            Your groups do not let you request access or read the log. If they should, tell whoever looks
            after Daypass where you work, with the facts below. After a change to your groups, sign out and in
            again.
          </Box>
        )}
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
