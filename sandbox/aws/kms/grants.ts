import { z } from 'zod'
import { AwsError } from '../errors'
import { operation, type JsonOperation } from '../json/operation'
import { ownKey } from './own-key'

/** A grant would be access beside every policy: whoever may create one is told plainly that there are none here. */
const createGrant = operation(
  {
    KeyId: z.string(),
    GranteePrincipal: z.string(),
    Operations: z.array(z.string()),
    RetiringPrincipal: z.string().optional(),
    Name: z.string().optional(),
    Constraints: z.unknown().optional(),
  },
  (call, { KeyId }) => {
    ownKey(call, KeyId, 'CreateGrant')
    throw new AwsError('UnsupportedOperationException', 'The sandbox does not have grants of KMS keys.')
  },
)

export const grantOperations: Readonly<Record<string, JsonOperation>> = { CreateGrant: createGrant }
