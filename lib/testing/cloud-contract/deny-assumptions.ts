import { DENIED, keysOf, refuses } from './case'
import type { ContractCase } from './case'
import { IN, onS3, reader, reading, UNTIL_END_SECONDS } from './reading'
import { makeBucket, makeRole, putRights } from './resources'

const TAG = 'daypass:grant'
/** Several in a row: one refusal may come from the one machine that knows the deny already. */
const REFUSALS_IN_A_ROW = 5

export const denyAssumptions: readonly ContractCase[] = [
  {
    name: 'credentials are refused from the second of the grant’s end, though they last longer',
    run: async (world) => {
      const { bucket, role, approvedPolicy } = await reading(world)
      const control = reader(world, bucket, await keysOf(world, role.arn, { approvedPolicy }))
      await world.settled(() => control.read(IN))
      const endsAt = new Date((await world.target.now()).getTime() + UNTIL_END_SECONDS * 1000)
      const { read } = reader(world, bucket, await keysOf(world, role.arn, { approvedPolicy, endsAt }))
      await world.settled(() => read(IN))
      await world.target.pass(UNTIL_END_SECONDS + 1)
      await refuses(read(IN), DENIED)
      await control.read(IN)
    },
  },
  {
    name: 'a deny on a grant’s tag stops that grant’s sessions, and no other of the role',
    run: async (world) => {
      const bucket = await makeBucket(world, [IN])
      const role = await makeRole(world, onS3)
      const readerOf = async (value: string) => {
        const tags = [{ key: TAG, value, transitive: true }]
        return reader(world, bucket, await keysOf(world, role.arn, { tags }))
      }
      const denied = await readerOf('denied')
      const other = await readerOf('other')
      await world.settled(() => denied.read(IN))
      await world.settled(() => other.read(IN))
      const condition = { StringEquals: { [`aws:PrincipalTag/${TAG}`]: 'denied' } }
      const deny = { Effect: 'Deny', Action: '*', Resource: '*', Condition: condition }
      await putRights(world, role.name, 'deny', deny)
      await world.settled(async () => {
        for (let count = 0; count < REFUSALS_IN_A_ROW; count += 1) await refuses(denied.read(IN), DENIED)
      })
      await other.read(IN)
    },
  },
]
