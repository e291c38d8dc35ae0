import { STSClient } from '@aws-sdk/client-sts'
import { assumeRole } from '../../clouds/aws/assume-role'
import type { Cloud } from '../../ports/cloud'
import type { Target } from './target'

/**
 * The adapter with moto's answers to AssumeRole completed by the source identity that they lack. Without one the adapter
 * hands nothing over, and nothing else about sessions could be seen.
 */
export function withSourceIdentity(cloud: Cloud, { region, standIn }: Target): Cloud {
  const sts = new STSClient({ region, maxAttempts: 1, ...(standIn && { endpoint: standIn.endpoint }) })
  sts.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args)
      if ('SourceIdentity' in args.input)
        Object.assign(answer.output, { SourceIdentity: args.input.SourceIdentity })
      return answer
    },
    { step: 'initialize' },
  )
  return { ...cloud, assumeRole: (input) => assumeRole(sts, input) }
}
