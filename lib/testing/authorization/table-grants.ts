/** Who may do what with alice's grants. The columns stand in `ROLES`, the signs in `SIGNS`. */
export const GRANTS = `
                          | rq ot 2a ap la ru st fb ma ow tl rv os au ad su no
readGrantPage
  scheduled               | +  .  +  +  +  +  +  .  +  +  .  .  .  +  +  +  .
  active                  | +  .  +  +  +  +  +  .  +  +  .  .  .  +  +  +  .
  stopped                 | +  .  +  +  +  .  +  .  +  +  .  .  .  +  +  +  .
  glass broken            | +  .  +  +  +  +  +  .  +  +  +  +  +  +  +  +  .
  over                    | +  .  +  +  +  +  +  .  +  +  .  .  .  +  +  +  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  +  +  +  +  +  .  +  +  .  .  .  +  +  +  .
relinquishGrant
  scheduled               | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  active                  | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  stopped                 | +  .  F  F  F  .  F  .  F  .  .  .  .  F  F  F  .
  glass broken            | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  over                    | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  relinquished            | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  F  F  F  F  F  .  F  .  .  .  .  F  F  +  .
revokeGrant
  scheduled               | F  .  +  +  +  +  +  .  +  .  .  .  .  F  +  X  .
  active                  | F  .  +  +  +  +  +  .  +  .  .  .  .  F  +  X  .
  stopped                 | F  .  +  +  +  .  +  .  +  .  .  .  .  F  +  X  .
  glass broken            | F  .  +  +  +  +  +  .  +  .  .  .  .  F  +  X  .
  over                    | F  .  L  L  L  L  L  .  L  .  .  .  .  F  L  X  .
  relinquished            | F  .  L  L  L  L  L  .  L  .  .  .  .  F  L  X  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  +  +  +  +  +  .  +  .  .  .  .  F  +  X  .
requestExtension
  scheduled               | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  active                  | R  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  stopped                 | R  .  F  F  F  .  F  .  F  .  .  .  .  F  F  F  .
  glass broken            | R  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  over                    | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  relinquished            | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  F  F  F  F  F  .  F  .  .  .  .  F  F  X  .
previewExtension
  active                  | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  over                    | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
openConsole
  scheduled               | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  active                  | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  stopped                 | W  .  F  F  F  .  F  .  F  .  .  .  .  F  F  F  .
  glass broken            | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  over                    | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  relinquished            | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  F  F  F  F  F  .  F  .  .  .  .  F  F  X  .
issueTerminalCredentials
  scheduled               | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  active                  | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  stopped                 | W  .  F  F  F  .  F  .  F  .  .  .  .  F  F  F  .
  glass broken            | V  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  over                    | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  relinquished            | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  F  F  F  F  F  .  F  .  .  .  .  F  F  X  .
deliverSecretAgain
  scheduled               | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  active                  | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  glass broken            | .  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  over                    | L  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
listMyGrants
  any                     | 5  0  0  0  0  0  0  0  0  0  0  0  0  0  0  1  0
listGrantsOfPerson
  another                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  0  0  .
  suspended               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  1  1  .
  oneself                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  0  0  .
listStoppedGrants
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  .  2  2  .
`
