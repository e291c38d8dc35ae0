import os from 'node:os'
import type { Figures } from './run'

type Row = [what: string, measured: string, against: string]

/** The figures as a table in Markdown, for people and for `docs/performance.md`. Says nothing about good or bad. */
export function reportOf(figures: Figures): string {
  const rows: Row[] = [
    ...lifecycleRows(figures),
    ...mintRows(figures),
    ...liveRows(figures),
    ...catalogueRows(figures),
    ...approvalRows(figures),
    ...weightRows(figures),
  ]
  const head: Row = ['what', 'measured', 'against']
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = line(widths.map((width) => '-'.repeat(width)))
  return [machine(), '', line(head), rule, ...rows.map(line)].join('\n')
}

function machine(): string {
  const cores = os.cpus()
  const load = os.loadavg().map((value) => value.toFixed(1))
  return `${cores.length} cores (${cores[0]?.model.trim() ?? ''}), Node ${process.version}, load at the end ${load.join(' ')}`
}

function lifecycleRows({ lifecycle, statements, transactions }: Figures): Row[] {
  return lifecycle.flatMap(({ clients, lifecycle: whole, busyMs, sqlLimit, bareServer }): Row[] => {
    const share = percent(whole.perSecond / sqlLimit.perSecond)
    const sql = `${rate(sqlLimit.perSecond)} of its ${statements} statements in ${transactions} transactions alone: ${share}`
    // Three requests make one lifecycle.
    const http = percent((3 * whole.perSecond) / bareServer.perSecond)
    return [
      [`lifecycle, ${clients} at a time`, `${rate(whole.perSecond)}, ${span(whole)}`, sql],
      [
        `its requests, ${clients} at a time`,
        rate(3 * whole.perSecond),
        `${rate(bareServer.perSecond)} of a bare Node server: ${http}`,
      ],
      [
        `its processor time, ${clients} at a time`,
        `portal ${ms(busyMs.portal)}, worker ${ms(busyMs.worker)}`,
        'a lifecycle, with the jobs that follow',
      ],
    ]
  })
}

function mintRows({ mint }: Figures): Row[] {
  return [
    ['request', span(mint.submit), ''],
    ['approve', span(mint.approve), ''],
    [
      'mint, console open',
      span(mint.mint),
      `bare AssumeRole ${span(mint.assumeRole)}; bare sign-in token ${span(mint.signInToken)}`,
    ],
    ['mint beyond the bare AssumeRole', span(mint.overhead), 'aim: p95 ≤ 15 ms'],
  ]
}

function liveRows({ live }: Figures): Row[] {
  const pages = `${live.pages} open pages`
  return [
    [`${pages}: told of a decision`, span(live.told), `last one ${ms(live.told.worst)}`],
    [`${pages}: all read anew`, span(live.reread), `last one ${ms(live.reread.worst)}`],
    [`${pages}: the decision itself`, span(live.decision), ''],
  ]
}

function catalogueRows({ catalogue }: Figures): Row[] {
  const among = `among ${catalogue.entitlements} entitlements`
  return [
    [`search ${among}`, span(catalogue.search), 'aim: p95 ≤ 50 ms'],
    [`catalogue page ${among}`, span(catalogue.page), ''],
    [`form ${among}`, span(catalogue.form), 'aim: p95 ≤ 100 ms'],
    ['evaluation for a form, as one types', span(catalogue.preview), 'aim: p95 ≤ 100 ms'],
  ]
}

function approvalRows({ catalogue, evaluation, queue, planMs }: Figures): Row[] {
  const microseconds = (value: number) => `${(value * 1000).toFixed(0)} µs`
  const alone = `p50 ${microseconds(evaluation.p50)}, p95 ${microseconds(evaluation.p95)}`
  const aim = 'aim: p95 ≤ 100 ms'
  return [
    ['evaluation alone, ten rules', alone, ''],
    [`to decide, ${queue.pending} pending: mine`, span(queue.first), aim],
    [`to decide, ${queue.pending} pending: others’ first`, span(queue.later), aim],
    [`plan, all ${catalogue.entitlements} change`, ms(planMs), 'aim: ≤ 10 s'],
  ]
}

function weightRows({ firstLoadKilobytes, residentMegabytes, start }: Figures): Row[] {
  return [
    ...Object.entries(firstLoadKilobytes).map(([page, size]): Row => [
      `first-load JavaScript, ${page}`,
      `${size.toFixed(0)} KB`,
      'aim: ≤ 300 KB',
    ]),
    ['start of the portal', ms(start.portal), 'until it answers'],
    ['start of the worker', ms(start.worker), 'until the portal is ready'],
    ['memory, portal and worker at their start', megabytes(residentMegabytes.atStart), 'aim: ≤ 400 MB'],
    ['memory, portal and worker afterwards', megabytes(residentMegabytes.afterwards), 'aim: ≤ 400 MB'],
  ]
}

function span({ p50, p95 }: { p50: number; p95: number }): string {
  return `p50 ${ms(p50)}, p95 ${ms(p95)}`
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`
}

function megabytes({ portal, worker }: { portal: number; worker: number }): string {
  return `${portal.toFixed(0)} + ${worker.toFixed(0)} = ${(portal + worker).toFixed(0)} MB`
}

function rate(perSecond: number): string {
  return `${perSecond.toFixed(perSecond < 100 ? 1 : 0)}/s`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
}
