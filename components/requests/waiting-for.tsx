import type { StageView } from '@/lib/requests/schema'

/** "Waiting for 1 of finance-approvers: Carla Rossi, Dan Dorn." The stage that decides next, and who could. */
export function WaitingFor({ stages }: { stages: readonly StageView[] }) {
  const open = stages.find((stage) => stage.state === 'open')
  if (open === undefined) return null
  const missing = open.required - open.approvals
  return (
    <span>
      Waiting for {missing} of {open.approversInWords}
      {open.candidates.length > 0 && `: ${open.candidates.join(', ')}`}.
      {open.nobody !== null && ` ${open.nobody}`}
    </span>
  )
}
