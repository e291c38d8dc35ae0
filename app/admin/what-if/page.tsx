import { notFound } from 'next/navigation'
import { requireActor } from '@/app/_web/page'
import { runVerb } from '@/app/_web/run-verb'
import { MainAndAside, Stack } from '@/components/basics/columns'
import { Notice } from '@/components/basics/notice'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { WhatIfAnswer } from '@/components/what-if/what-if-answer'
import { WhatIfForm } from '@/components/what-if/what-if-form'
import { fieldsIn, wishIn } from '@/components/what-if/wish-in'
import { isAllowed } from '@/lib/identity/index'
import { whatIf } from '@/lib/requests/index'

export default async function WhatIfPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  // While nothing is asked no verb is called that would say who may.
  if (!isAllowed(await requireActor(), { to: 'administer' })) notFound()
  const fields = fieldsIn(await searchParams)
  const wish = wishIn(fields)
  const answer = wish === undefined ? undefined : await runVerb(whatIf, () => wish)
  if (answer !== undefined && !answer.ok && answer.error.code === 'ERR_NOT_FOUND') notFound()
  return (
    <Stack>
      <PageTitle of="What if" />
      <PageHeader
        title="What if"
        description="What would happen if somebody asked, by the very evaluation that decides. Nothing is sent, and nobody is told."
      />
      <MainAndAside
        main={<WhatIfForm key={JSON.stringify(fields)} fields={fields} />}
        aside={
          answer === undefined ? null : answer.ok ? (
            <WhatIfAnswer answer={answer.value} />
          ) : (
            <Notice type="error">{answer.error.sentence}</Notice>
          )
        }
      />
    </Stack>
  )
}
