import { combine, report } from './checked'
import type { Checked, Expression, Kind, Walk } from './checked'
import { declared } from './declared'
import { ANY, BOOL, typeInWords } from './types'
import type { Type } from './types'

type Check = (walk: Walk, part: Expression) => Checked

/** What a macro asks of each element, and what it takes from it. */
type Body = { asked: readonly Expression[]; taken?: Expression | undefined }

/** Checks `list.exists(x, …)` and its like, which the parser has unfolded into a loop. */
export function checkMacro(
  walk: Walk,
  part: Expression,
  loop: Kind<'comprehensionExpr'>['value'],
  at: number,
  check: Check,
): Checked {
  const macro = macroOf(walk, part)
  const body = bodyOf(macro, loop)
  if (loop.iterRange === undefined || body === undefined) {
    report(walk, at, 'This cannot be read.')
    return combine(ANY, at, [])
  }
  const range = check(walk, loop.iterRange)
  const element = elementOf(walk, range)
  if (walk.names.has(loop.iterVar)) {
    const what = declared.has(loop.iterVar) ? 'stands for facts' : 'is in use'
    report(walk, at, `"${loop.iterVar}" ${what} already. Choose another name in ${macro}().`)
  }
  const inside: Walk = { ...walk, names: new Map([...walk.names, [loop.iterVar, element]]) }
  const asked = body.asked.map((one) => check(inside, one))
  for (const { type, from } of asked)
    if (type.kind !== 'bool' && type.kind !== 'any')
      report(walk, from, `This is ${typeInWords(type)}, but ${macro}() needs true or false here.`)
  const taken = body.taken && check(inside, body.taken)
  const each = taken === undefined ? asked : [...asked, taken]
  const most = range.type.kind === 'list' || range.type.kind === 'map' ? range.type.most : 1
  const whole = combine(resultOf(macro, element, most, taken), at, [range])
  return {
    ...whole,
    steps: whole.steps + most * each.reduce((sum, { steps }) => sum + steps, 3),
    loops: Math.max(range.loops, 1 + Math.max(...each.map(({ loops }) => loops))),
  }
}

function macroOf(walk: Walk, part: Expression): string {
  const call = walk.parsed.sourceInfo?.macroCalls[String(part.id)]?.exprKind
  return call?.case === 'callExpr' ? call.value.function : ''
}

function bodyOf(macro: string, { loopStep }: Kind<'comprehensionExpr'>['value']): Body | undefined {
  if (loopStep?.exprKind.case !== 'callExpr') return undefined
  const { args, function: operator } = loopStep.exprKind.value
  const [first, second] = args
  if (first === undefined || second === undefined) return undefined
  switch (macro) {
    case 'exists':
    case 'all':
      return { asked: [second] }
    case 'exists_one':
    case 'existsOne':
    case 'filter':
      return { asked: [first] }
    case 'map':
      return operator === '_?_:_'
        ? { asked: [first], taken: takenOf(second) }
        : { asked: [], taken: takenOf(loopStep) }
    default:
      return undefined
  }
}

/** `what` in the unfolded `result + [what]`. */
function takenOf({ exprKind }: Expression): Expression | undefined {
  const added = exprKind.case === 'callExpr' ? exprKind.value.args[1]?.exprKind : undefined
  return added?.case === 'listExpr' ? added.value.elements[0] : undefined
}

function elementOf(walk: Walk, { type, from }: Checked): Type {
  if (type.kind === 'list') return type.of
  if (type.kind === 'map') return type.keys
  if (type.kind !== 'any') report(walk, from, `This is ${typeInWords(type)}, but a macro goes over a list.`)
  return ANY
}

function resultOf(macro: string, element: Type, most: number, taken: Checked | undefined): Type {
  if (macro === 'map') return { kind: 'list', of: taken?.type ?? ANY, most }
  return macro === 'filter' ? { kind: 'list', of: element, most } : BOOL
}
