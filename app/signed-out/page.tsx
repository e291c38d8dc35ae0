import { PageTitle } from '@/components/basics/page-title'
import { SignedOutCard } from './signed-out-card'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignedOutPage({ searchParams }: Props) {
  const { provider } = await searchParams
  return (
    <>
      <PageTitle of="Signed out" />
      <SignedOutCard alsoAtProvider={provider !== 'no'} />
    </>
  )
}
