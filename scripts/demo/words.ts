import type { RunningDemo } from './places'

/** What stands below the steps once everything runs. */
export function closingBlock({ portal, mailbox, aws }: RunningDemo, data: string): string {
  const forThisData = data === 'demo' ? '' : ` --data ${data}`
  return `
  Daypass runs at ${portal}      Ctrl-C ends it; what you did is kept.

  Sign in as    who is
  alice, ben    engineers: ask for access
  hugo          engineer, a contractor: rules are stricter with him
  carla         decides what is finance's
  dmitri        decides what is the platform's
  ines          decides what is payroll's
  erin          auditor: sees the whole story
  frank         administrator
  gwen          someone without any role

  Try: as alice, ask for SensitiveS3Access on the bucket finance-reports, prefix 2026/q3/.
  Approve it as carla in a private window, open the console as alice, read a file there, and one elsewhere.
  Then look at it all as erin. What was mailed to whom stands at ${mailbox}
  Approval, other ways: Support uploads for an hour is approved at once; Payroll corrections takes three people, one
  after the other (ines, dmitri, carla); Incident response can be had by breaking the glass, and is reviewed afterwards.
  Ask again with the terminal and the secret. What you copy there means this sandbox, not AWS: set AWS_ENDPOINT_URL=${aws}

  npm run demo:clock -- +1h${forThisData}    moves the demo's time an hour ahead (back to now: reset)
  npm run demo -- --reset${forThisData}      starts over
`
}
