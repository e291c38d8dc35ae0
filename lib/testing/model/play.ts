import { one, outcomeOf } from './deeds'
import type { Deed } from './deeds'
import { draw, workAll } from './draw'
import { wrongInMinting } from './minting'
import { wrongInChange } from './rules-of-change'
import { wrongInState } from './rules-of-state'
import { wrongInStep } from './rules-of-step'
import { at } from './snapshot'
import type { DrawnStep, DrawnTogether } from './steps'
import { doTogether } from './together'
import { count, tallyRows } from './tally'
import type { Tally } from './tally'
import type { World } from './world'

/** Plays a sequence from an empty Daypass on. Throws with the whole story, in words, at the first thing that is wrong. */
export async function play(world: World, steps: readonly DrawnStep[], tally: Tally): Promise<void> {
  await world.begin()
  for (const step of steps) {
    const before = world.state
    const wrong = await playStep(world, step, tally)
    wrong.push(
      ...wrongInChange(before, world.state),
      ...wrongInState(world.state),
      ...(await wrongInMinting(world)),
    )
    if (wrong.length > 0)
      throw new Error(withShortIds(`${wrong.join('\n')}\n\nafter:\n${world.story.join('\n')}\n`))
  }
  tallyRows(tally, world.state)
}

async function playStep(world: World, step: DrawnStep, tally: Tally): Promise<string[]> {
  if (step.kind === 'jump') return jump(world, step.at, step.how)
  if (step.kind === 'together') return playTogether(world, step, tally)
  const deed = await draw(world, step)
  if (deed === undefined) return []
  return playAlone(world, deed, step.kind, tally)
}

async function playAlone(world: World, deed: Deed, kind: string, tally: Tally): Promise<string[]> {
  const { state: before } = world
  const outcome = await outcomeOf(deed, world.system)
  const after = await world.look()
  if ('answer' in outcome) deed.done?.(outcome.answer)
  count(tally, `${kind}: ${'code' in outcome ? outcome.code : 'done'}`)
  world.story.push(`${after.now}  ${deed.words}: ${'code' in outcome ? outcome.code : 'done'}`)
  return wrongInStep(world.versions, world.memory, { before, after, outcome })
}

async function playTogether(
  world: World,
  { deeds, at: about }: DrawnTogether,
  tally: Tally,
): Promise<string[]> {
  const drawn: Deed[] = []
  for (const deed of deeds) drawn.push(...((await drawSame(world, deeds, deed, about, drawn)) ?? []))
  if (drawn.length < 2) return []
  await world.look()
  world.story.push(`${world.state.now}  at the same moment:`, ...drawn.map(({ words }) => `    ${words}`))
  return doTogether(world, drawn, (what) => {
    count(tally, `together: ${what}`)
  })
}

// The same drawn deed twice is the same click twice: the same input.
async function drawSame(
  world: World,
  all: DrawnTogether['deeds'],
  deed: DrawnTogether['deeds'][number],
  about: number,
  before: readonly Deed[],
): Promise<Deed[] | undefined> {
  if (before[0] !== undefined && deed === all[0]) return [before[0]]
  const meant = await draw(world, {
    ...deed,
    at: deed.kind === 'offer' || deed.kind === 'suspend' ? deed.at : about,
  })
  return meant && [meant]
}

/** Moves the clock on: to just before or to something that is due, or by some minutes. */
async function jump(
  world: World,
  which: number,
  [how = 0, far = 0, work = 0]: readonly number[],
): Promise<string[]> {
  const { state, now } = world
  const due = [
    ...state.requests
      .filter(({ status }) => status === 'pending')
      .flatMap(({ createdAt, lapsesAt }) => [
        at(lapsesAt),
        at(createdAt) + 3_600_000,
        at(createdAt) + 1_200_000,
      ]),
    ...state.grants
      .filter(({ status }) => status !== 'ended')
      .flatMap(({ startsAt, endsAt }) => [at(startsAt), at(endsAt)]),
    ...state.reviews.filter(({ outcome }) => outcome === null).map(({ dueAt }) => at(dueAt)),
    ...state.delegations.flatMap(({ startsAt, endsAt }) => [at(startsAt), at(endsAt)]),
  ].filter((time) => time > now + 5000)
  const target = one(due, which)
  const seconds =
    target === undefined || how % 3 === 2
      ? (one([300, 900, 1800, 3600, 18_000], far) ?? 300)
      : Math.ceil((target - now) / 1000) - (how % 3 === 0 ? 3 : 0)
  await world.moveClock(seconds)
  world.story.push(`${world.state.now}  (the clock moved by ${String(seconds)} s)`)
  if (work % 4 === 0) return []
  await workAll(world)
  await world.look()
  world.story.push(`${world.state.now}  the worker: everything that is due`)
  return []
}

/** A story is read by people: each id becomes a number. */
function withShortIds(text: string): string {
  const numbers = new Map<string, string>()
  return text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    numbers.set(id, numbers.get(id) ?? `#${String(numbers.size + 1)}`)
    return numbers.get(id) ?? id
  })
}
