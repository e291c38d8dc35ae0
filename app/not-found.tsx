import type { Metadata } from 'next'
import { Problem } from '@/components/basics/problem'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <Problem title="There is nothing here" links={[{ text: 'Go to Home', href: '/' }]}>
      Either it never existed, or it is not visible to you. If somebody sent you this address, ask them
      whether you should be able to see it.
    </Problem>
  )
}
