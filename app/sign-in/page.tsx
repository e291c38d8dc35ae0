import { redirect } from 'next/navigation'
import { viewer } from '@/app/_web/page'
import { safePath } from '@/app/_web/safe-path'
import { PageTitle } from '@/components/basics/page-title'
import { sentenceOf } from './sentences'
import { SignInCard } from './sign-in-card'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { from, error, fresh } = await searchParams
  // Who is signed in may have to prove it anew, before something that asks for a fresh sign-in.
  const isFresh = fresh === '1'
  const path = safePath(typeof from === 'string' ? from : undefined)
  if (!isFresh && error === undefined && (await viewer()) !== undefined) redirect(path)
  return (
    <>
      <PageTitle of="Sign in" />
      <SignInCard
        from={path}
        isFresh={isFresh}
        problem={typeof error === 'string' ? sentenceOf(error) : null}
      />
    </>
  )
}
