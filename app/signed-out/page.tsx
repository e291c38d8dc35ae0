import type { Metadata } from 'next'
import { SignedOutCard } from './signed-out-card'

export const metadata: Metadata = { title: 'Signed out' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignedOutPage({ searchParams }: Props) {
  const { provider } = await searchParams
  return <SignedOutCard alsoAtProvider={provider !== 'no'} />
}
