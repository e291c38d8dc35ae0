import { load, requireActor } from '@/app/_web/page'
import { runVerb } from '@/app/_web/run-verb'
import { Stack } from '@/components/basics/columns'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { draftFrom, isFilledIn, questionOf, wishOf } from '@/components/request-form/draft'
import type { Given } from '@/components/request-form/draft'
import { RequestForm } from '@/components/request-form/request-form'
import { readEntitlementForm } from '@/lib/catalog/index'
import type { EntitlementForm } from '@/lib/catalog/schema'
import { previewRequest } from '@/lib/requests/index'
import { keep, submit } from './actions'

type Props = { params: Promise<{ entitlementId: string }>; searchParams: Promise<Given> }

export default async function RequestFormPage({ params, searchParams }: Props) {
  await requireActor()
  const { entitlementId } = await params
  const entitlement = await load(readEntitlementForm, { entitlementId })
  const given = await searchParams
  const draft = draftFrom(entitlement, given)
  const wish = wishOf(entitlement, draft)
  const preview = wish === null ? null : await runVerb(previewRequest, () => questionOf(wish, draft))
  return (
    <Stack>
      <PageTitle of="Request access" />
      <PageHeader
        title={entitlement.name}
        description={<Description entitlement={entitlement} />}
        crumbs={[{ text: 'Request access', href: '/request' }]}
      />
      <RequestForm
        entitlement={entitlement}
        initialDraft={draft}
        initialPreview={preview}
        isFilledIn={isFilledIn(given)}
        submit={submit}
        keepFavourite={keep}
      />
    </Stack>
  )
}

function Description({ entitlement }: { entitlement: EntitlementForm }) {
  const { description, role, accountName, accountId, region, ownerGroup } = entitlement
  return (
    <>
      {description}
      <br />
      Role {role} in {accountName} ({accountId}), {region}. Owner: {ownerGroup}.
    </>
  )
}
