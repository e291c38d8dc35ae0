'use client'

import Modal from '@cloudscape-design/components/modal'
import { CopyableId } from '../basics/copyable-id'
import { Facts } from '../basics/facts'
import { Time } from '../clock/time'
import type { ViewerPerson } from './viewer-person'

/** What Daypass knows of the viewer: rights follow from the groups, so they are named. */
export function WhoAmI({ person, onClose }: { person: ViewerPerson; onClose: () => void }) {
  return (
    <Modal visible header="Who am I here?" closeAriaLabel="Close" onDismiss={onClose}>
      <Facts
        columns={2}
        items={[
          { label: 'Name', value: person.name },
          { label: 'Handle', value: person.handle },
          { label: 'Address', value: person.email ?? 'none known' },
          { label: 'Roles', value: person.roles.join(', ') || 'none' },
          { label: 'Groups at this sign-in', value: person.groups.join(', ') || 'none' },
          { label: 'Signed in', value: <Time at={person.authenticatedAt} form="moment and relative" /> },
          { label: 'Your code', value: <CopyableId id={person.code} label="your code" /> },
        ]}
      />
    </Modal>
  )
}
