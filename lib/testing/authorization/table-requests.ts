/** Who may do what with alice's requests. The columns stand in `ROLES`, the signs in `SIGNS`. */
export const REQUESTS = `
                          | rq ot 2a ap la ru st fb ma ow tl rv os au ad su no
readRequest
  first stage             | +  .  +  +  +  +  +  .  +  .  .  .  .  +  +  +  .
  escalated               | +  .  +  +  +  +  +  +  +  .  .  .  .  +  +  +  .
  entitlement withdrawn   | +  .  +  +  +  .  +  .  +  .  .  .  .  +  +  +  .
  approved                | +  .  +  +  +  +  +  .  +  .  .  .  .  +  +  +  .
  glass broken            | +  .  +  +  +  +  +  .  +  .  +  +  +  +  +  +  .
  cancelled               | +  .  +  +  +  +  +  .  +  .  .  .  .  +  +  +  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  +  +  +  +  +  .  +  .  .  .  .  +  +  +  .
decideRequest
  first stage             | S  .  S  +  N  N  +  .  N  .  .  .  .  N  N  X  .
  second stage            | S  .  S  D  +  N  N  .  N  .  .  .  .  N  N  X  .
  third stage             | S  .  S  D  D  N  N  .  +  .  .  .  .  N  N  X  .
  fourth stage            | S  .  S  D  D  +  N  .  D  .  .  .  .  N  N  X  .
  escalated               | S  .  S  +  N  N  +  +  N  .  .  .  .  N  N  X  .
  extension               | S  .  S  +  N  N  +  .  N  .  .  .  .  N  N  X  .
  nothing left            | S  .  S  +  +  +  N  .  +  .  .  .  .  N  N  X  .
  entitlement withdrawn   | S  .  S  R  N  .  R  .  N  .  .  .  .  N  N  X  .
  approved                | S  .  S  D  D  D  D  .  D  .  .  .  .  N  N  X  .
  glass broken            | S  .  S  D  D  D  D  .  D  .  .  .  .  N  N  X  .
  denied                  | S  .  S  D  D  D  D  .  D  .  .  .  .  N  N  X  .
  cancelled               | S  .  S  D  D  D  D  .  D  .  .  .  .  N  N  X  .
  lapsed                  | S  .  S  D  D  D  D  .  D  .  .  .  .  N  N  X  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  R  R  N  N  R  .  N  .  .  .  .  N  N  X  .
withdrawApproval
  first stage             | F  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  second stage            | F  .  F  +  F  F  F  .  F  .  .  .  .  F  F  F  .
  nothing left            | F  .  F  +  +  +  F  .  +  .  .  .  .  F  F  F  .
  approved                | F  .  F  D  D  D  F  .  D  .  .  .  .  F  F  F  .
  denied                  | F  .  F  D  F  F  F  .  F  .  .  .  .  F  F  F  .
  lapsed                  | F  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
commentOnRequest
  first stage             | +  .  +  +  +  +  +  .  +  .  .  .  .  F  F  X  .
  escalated               | +  .  +  +  +  +  +  +  +  .  .  .  .  F  F  X  .
  approved                | D  .  D  D  D  D  D  .  D  .  .  .  .  F  F  X  .
  lapsed                  | D  .  D  D  D  D  D  .  D  .  .  .  .  F  F  X  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
cancelRequest
  first stage             | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  escalated               | +  .  F  F  F  F  F  F  F  .  .  .  .  F  F  F  .
  extension               | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  nothing left            | +  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  entitlement withdrawn   | +  .  F  F  F  .  F  .  F  .  .  .  .  F  F  F  .
  approved                | D  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  glass broken            | D  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  denied                  | D  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  cancelled               | D  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  lapsed                  | D  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  of a suspended person   | .  .  F  F  F  F  F  .  F  .  .  .  .  F  F  +  .
openApprovedRequest
  nothing left            | R  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  first stage             | R  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  fourth stage            | R  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  entitlement withdrawn   | R  .  F  F  F  .  F  .  F  .  .  .  .  F  F  F  .
  approved                | D  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  denied                  | D  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  lapsed                  | D  .  F  F  F  F  F  .  F  .  .  .  .  F  F  F  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
reviewBreakGlass
  due                     | S  .  S  N  N  N  N  .  N  .  .  +  .  N  N  X  .
  overdue and escalated   | S  .  S  N  N  N  N  .  N  .  .  +  +  N  N  X  .
  done                    | S  .  S  N  N  N  N  .  N  .  .  D  .  N  N  X  .
  none: an ordinary request | . .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
submitRequest
  offered                 | +  +  +  .  .  .  .  .  .  .  .  .  .  .  .  X  .
  offered, break-glass    | +  +  +  .  .  .  .  .  .  .  .  .  .  .  .  X  .
  withdrawn               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
  withdrawn, break-glass  | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
previewRequest
  offered                 | +  +  +  .  .  .  .  .  .  .  .  .  .  .  .  +  .
  withdrawn               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
whatIf
  offered                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
  withdrawn               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
keepFavourite
  offered                 | +  +  +  .  .  .  .  .  .  .  .  .  .  .  .  +  .
  withdrawn               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
removeFavourite
  kept                    | 1  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0
listFavourites
  any                     | 1  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0
listMyRequests
  any                     | 19 0  0  0  0  0  0  0  0  0  0  0  0  0  0  2  0
listToDecide
  any                     | 0  0  1  5  1  1  5  1  1  0  0  0  0  0  0  5  0
listReviews
  any                     | 0  0  0  0  0  0  0  0  0  0  0  3  1  3  0  3  0
listRequestsOfPerson
  another                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  0  0  .
  suspended               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  1  1  .
  oneself                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  0  0  .
`
