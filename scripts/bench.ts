// npm run bench [-- --json]: how fast Daypass is here, against limits measured in the same run.
import { parseArgs } from 'node:util'
import { reportOf } from '../bench/report'
import { ENTITLEMENTS, measure } from '../bench/run'
import { setStage } from '../bench/stage'
import { ensureGenerated } from './generated-client'
import { stepsOn } from './steps'
import { endInGoodOrder, type Undo } from './stopping'

const undo: Undo[] = []
const stop = endInGoodOrder(undo)

try {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  ensureGenerated()
  const stage = await setStage(undo, ENTITLEMENTS)
  const figures = await measure(stage, (name, work) => stepsOn(process.stderr).run(name, work))
  process.stdout.write(`${values.json ? JSON.stringify(figures) : reportOf(figures)}\n`)
  await stop()
} catch (error) {
  await stop(error)
}
