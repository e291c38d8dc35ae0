/** Runs named steps and shows each with its time. */
export interface Steps {
  run: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

const CLEAR_LINE = '\r\u001B[K'
const NAME_WIDTH = 28

/** Steps shown on `output` as they end; on a terminal also those that run. */
export function stepsOn(output: NodeJS.WriteStream): Steps {
  const running = new Set<string>()
  const showRunning = () => {
    if (output.isTTY) output.write(running.size ? `${CLEAR_LINE}  … ${[...running].join(', ')}` : CLEAR_LINE)
  }
  return {
    run: async (name, work) => {
      const startedAt = performance.now()
      running.add(name)
      showRunning()
      const end = (sign: string) => {
        running.delete(name)
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
        const clear = output.isTTY ? CLEAR_LINE : ''
        output.write(`${clear}  ${sign} ${name.padEnd(NAME_WIDTH)} ${seconds.padStart(6)} s\n`)
        showRunning()
      }
      try {
        const result = await work()
        end('✓')
        return result
      } catch (error) {
        end('✗')
        throw error
      }
    },
  }
}
