import { PageTitle } from '@/components/basics/page-title'
import { Problem } from '@/components/basics/problem'

export default function NotFound() {
  return (
    <>
      <PageTitle of="Not found" />
      <Problem title="There is nothing here" links={[{ text: 'Go to Home', href: '/' }]}>
        Either it never existed, or it is not visible to you. If somebody sent you this address, ask them
        whether you should be able to see it.
      </Problem>
    </>
  )
}
