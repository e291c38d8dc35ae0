import { load, requireActor } from '@/app/_web/page'
import { Stack } from '@/components/basics/columns'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { MailPreferences } from '@/components/preferences/mail-preferences'
import { readMailPreferences } from '@/lib/notifications/index'
import { choose } from './actions'

export default async function PreferencesPage() {
  await requireActor()
  const { address, preferences } = await load(readMailPreferences, {})
  return (
    <Stack>
      <PageTitle of="Mail you get" />
      <PageHeader
        title="Mail you get"
        description={
          address === null
            ? 'Your identity provider has given no address for you, so no mail reaches you.'
            : `It goes to ${address}. A mail carries news and a link to the page, never credentials.`
        }
      />
      <MailPreferences preferences={preferences} choose={choose} />
    </Stack>
  )
}
