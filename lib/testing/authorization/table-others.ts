/** Who may do what with people, the catalogue and the log. The columns stand in `ROLES`, the signs in `SIGNS`. */
export const OTHERS = `
                          | rq ot 2a ap la ru st fb ma ow tl rv os au ad su no
listPeople
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  .  17 17 .
readPerson
  another                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
  oneself                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
suspendPerson
  another                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  X  .
  suspended               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  A  F  .
  oneself                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  F  X  .
reinstatePerson
  another                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  C  X  .
  suspended               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  F  .
  oneself                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  F  X  .
delegate
  to bob                  | +  I  +  +  +  +  +  +  +  +  +  +  +  +  +  X  +
endDelegation
  running                 | .  .  .  +  .  .  +  .  .  .  .  .  .  .  .  .  .
  over                    | .  .  .  C  .  .  C  .  .  .  .  .  .  .  .  .  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
listDelegations
  any                     | 0  0  0  2  0  0  2  0  0  0  0  0  0  0  0  0  0
readMailPreferences
  any                     | +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +
changeMailPreferences
  one’s own               | +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +
readEntitlementForm
  offered                 | +  +  +  .  .  .  .  .  .  .  .  .  .  .  .  +  .
  withdrawn               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
searchEntitlements
  any                     | 3  3  3  0  0  0  0  0  0  0  0  0  0  0  0  3  0
searchCatalog
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  .  5  5  .
readCatalogEntry
  offered                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
  withdrawn               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
listCatalogChanges
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  .  4  4  .
readCatalogChange
  open                    | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
  applied                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
confirmCatalogChange
  open                    | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  X  .
  applied                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  D  X  .
declineCatalogChange
  open                    | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  X  .
  applied                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  D  X  .
listGrants
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  +  .  +  .
listSessions
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  +  .  +  .
listEvents
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  +  .  +  .
exportGrants
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  +  .  +  .
exportSessions
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  +  .  +  .
exportEvents
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  +  .  +  .
listPolicyFailures
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  .  0  0  .
listExhaustedJobs
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  +  .
runJobAgain
  exhausted               | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  X  .
listDeadMails
  any                     | .  .  .  .  .  .  .  .  .  .  .  .  .  .  1  1  .
sendMailAgain
  dead                    | .  .  .  .  .  .  .  .  .  .  .  .  .  .  +  X  .
  no such                 | .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
`
