import { delegate, endDelegation, reinstatePerson, suspendPerson } from '../../identity/index'
import type { Secret } from '../../kernel/secret'
import { ADMINISTRATORS, CAST, DECIDERS, EVERYBODY } from './cast'
import type { Handle, Identity } from './cast'
import { callBy, freshId, one } from './deeds'
import { anybody, concerned, handleOf, later, mostly } from './pick'
import type { Draw } from './pick'

/** Deeds on people, and what their identity provider says of them. */
export const onPeople = {
  delegate: (world, { at: to, who, how: [start, length] }) => {
    const [startsIn, minutes] = [one([0, 0, 30], start) ?? 0, one([60, 300, 3000], length) ?? 60]
    const input = {
      id: freshId(),
      to:
        to % 2 === 0 ? anybody(to) : (one<Handle>(['dmitri', 'felix', 'alice', 'mia', 'rita'], to) ?? 'mia'),
      startsAt: later(world, startsIn),
      endsAt: later(world, startsIn + minutes),
    }
    const words = `has ${input.to} stand in from ${input.startsAt} to ${input.endsAt}`
    return callBy(
      world,
      who % 3 === 0 ? (one(DECIDERS, Math.floor(who / 3)) ?? 'chris') : concerned(world, who),
      words,
      delegate,
      input,
    )
  },
  'end delegation': (world, drawn) => {
    const delegation = one(world.state.delegations, drawn.at)
    if (delegation === undefined) return undefined
    const who = mostly(handleOf(world, delegation.fromId), drawn)
    return callBy(world, who, `ends the delegation ${delegation.id}`, endDelegation, {
      delegationId: delegation.id,
    })
  },
  suspend: (world, { at: whom, who }) => {
    const person = concerned(world, whom)
    const personId = world.state.people.find(({ handle }) => handle === person)?.id
    return callBy(world, one(ADMINISTRATORS, who) ?? 'adam', `suspends ${person}`, suspendPerson, {
      personId,
      reason: 'Lost badge.',
    })
  },
  reinstate: (world, { at: whom, who }) => {
    const person = one(
      world.state.people.filter(({ suspended }) => suspended),
      whom,
    )
    if (person === undefined) return undefined
    const administrator = one(ADMINISTRATORS, who) ?? 'adam'
    return callBy(world, administrator, `reinstates ${person.handle}`, reinstatePerson, {
      personId: person.id,
    })
  },
  'sign in': (world, { who, how: [change, group, more] }) => {
    const handle = concerned(world, who)
    const identity = otherIdentity(handle, change ?? 0, group, more)
    return {
      words: `${handle} signs in with the groups ${identity.groups.join(', ')}, the address ${identity.email} and the manager ${String(identity.managerHandle)}`,
      run: (system) => world.signIn(system, handle, identity),
      done: (token) => {
        world.noteSignIn(handle, identity, token as Secret)
      },
    }
  },
} satisfies Record<string, Draw>

function otherIdentity(handle: Handle, change: number, group?: number, more?: number): Identity {
  const first: Identity = CAST[handle]
  const other = one(['finance', 'platform', 'engineers', 'duty', 'leads'], group) ?? 'finance'
  return (
    one<Identity>(
      [
        first,
        { ...first, groups: first.groups.filter((name) => name !== other) },
        { ...first, groups: [...new Set([...first.groups, other])] },
        { ...first, groups: [] },
        { ...first, managerHandle: one([...EVERYBODY, null], more) ?? null },
        { ...first, email: CAST[anybody(more ?? 0)].email },
      ],
      change,
    ) ?? first
  )
}
