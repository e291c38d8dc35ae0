import { Command, CommanderError } from 'commander'
import { addCatalogCommands } from './catalog'
import { addPolicyCommands } from './policy'
import { reportFailure } from './report'

// Exit codes: 0 all is well, 1 a mistake or a failure, and what single commands say of themselves.
const program = new Command('daypass')
  .description('Daypass on the command line, for whoever operates it.')
  .showHelpAfterError()
  .exitOverride()

addCatalogCommands(program)
addPolicyCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  // The command itself has said what is wrong with how it was called.
  process.exitCode = error instanceof CommanderError ? error.exitCode : reportFailure(error)
}
