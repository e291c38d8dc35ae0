import { redirect } from 'next/navigation'
import { viewer } from '@/app/_web/page'
import { safePath } from '@/app/_web/safe-path'
import { PageTitle } from '@/components/basics/page-title'
import { sentenceOf } from './sentences'
import { SignInCard } from './sign-in-card'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { from, error } = await searchParams
  const path = safePath(typeof from === 'string' ? from : undefined)
  if (error === undefined && (await viewer()) !== undefined) redirect(path)
  return (
    <>
      <PageTitle of="Sign in" />
      <SignInCard from={path} problem={typeof error === 'string' ? sentenceOf(error) : null} />
    </>
  )
}
