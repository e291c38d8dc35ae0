import type { Transaction } from '../db/client'

// Real time, not daypass_now(): how much a provider takes a second has nothing to do with a clock that can be moved.

/** A place in the row of mails that leave: how long to wait for it, or for how long nothing leaves at all. */
export type Place = { waitMs: number } | { pausedSeconds: number }

/** Takes the next place at so many mails a second, over all workers. */
export async function takePlace(tx: Transaction, perSecond: number): Promise<Place> {
  await tx.$executeRaw`insert into mail_pace (id, next_at) values (1, clock_timestamp()) on conflict (id) do nothing`
  const [place] = await tx.$queryRaw<{ waitMs: number }[]>`
    with before as materialized (
      select greatest(next_at, clock_timestamp()) as at from mail_pace
      where id = 1 and (paused_until is null or paused_until <= clock_timestamp()) for update)
    update mail_pace set next_at = before.at + make_interval(secs => ${1 / perSecond}::float8) from before where id = 1
    returning greatest(0, extract(epoch from before.at - clock_timestamp()) * 1000)::float8 as "waitMs"`
  if (place !== undefined) return place
  const [pause] = await tx.$queryRaw<{ pausedSeconds: number }[]>`
    select greatest(0, extract(epoch from paused_until - clock_timestamp()))::float8 as "pausedSeconds"
    from mail_pace where id = 1`
  return pause ?? { pausedSeconds: 0 }
}

/** Nothing leaves for so many seconds; a longer pause that is on already stays. */
export async function pauseMail(tx: Transaction, seconds: number): Promise<void> {
  await tx.$executeRaw`
    insert into mail_pace (id, next_at, paused_until)
    values (1, clock_timestamp(), clock_timestamp() + make_interval(secs => ${seconds}::float8))
    on conflict (id) do update set paused_until = greatest(mail_pace.paused_until, excluded.paused_until)`
}
