import { execFile, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const PROVIDER = 'registry.terraform.io/hashicorp/aws'
/** Terraform starts its provider, a large program, for every step. */
const LONGEST_STEP_MS = 300_000

/** Where Terraform looks for providers by itself ("Implied Local Mirror Directories"), where it caches them, and /opt. */
function pluginFolders(): string[] {
  const cache = process.env['TF_PLUGIN_CACHE_DIR']
  const optional = existsSync('/opt') ? readdirSync('/opt').map((name) => path.join('/opt', name)) : []
  return [
    ...(cache ? [cache] : []),
    path.join(homedir(), '.terraform.d/plugins'),
    path.join(homedir(), '.local/share/terraform/plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    ...optional,
  ]
}

/** The folder that holds the AWS provider, or why Terraform cannot be run here. Nothing is downloaded. */
export function findTerraform(): { plugins: string } | { missing: string } {
  const { status } = spawnSync('terraform', ['version'], { stdio: 'ignore', timeout: LONGEST_STEP_MS })
  if (status !== 0) return { missing: 'the program `terraform` is not installed' }
  const plugins = pluginFolders().find((folder) => existsSync(path.join(folder, PROVIDER)))
  return plugins === undefined
    ? { missing: 'Terraform’s AWS provider is in none of the folders for plugins' }
    : { plugins }
}

interface Step {
  code: number
  text: string
}

/** Terraform in a folder of its own with a copy of `main.tf`, knowing nothing of the machine's configuration. */
export class Terraform {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'sandbox-terraform-'))

  constructor(
    plugins: string,
    private readonly variables: Readonly<Record<string, string>>,
  ) {
    copyFileSync(path.join(import.meta.dirname, 'main.tf'), path.join(this.folder, 'main.tf'))
    const mirror = `filesystem_mirror {\n    path    = ${JSON.stringify(plugins)}\n    include = ["${PROVIDER}"]\n  }`
    const config = `disable_checkpoint = true\nprovider_installation {\n  ${mirror}\n}\n`
    writeFileSync(path.join(this.folder, 'terraform.rc'), config)
  }

  async step(...args: string[]): Promise<Step> {
    const env = {
      NODE_ENV: 'test' as const,
      PATH: process.env['PATH'],
      HOME: this.folder,
      TF_CLI_CONFIG_FILE: path.join(this.folder, 'terraform.rc'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
      // Else the provider spends a quarter of its time on collecting garbage.
      GOGC: '400',
      ...this.variables,
    }
    const flags = ['-no-color', '-input=false']
    try {
      const { stdout } = await run('terraform', [...args, ...flags], {
        cwd: this.folder,
        env,
        timeout: LONGEST_STEP_MS,
      })
      return { code: 0, text: stdout }
    } catch (error) {
      const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string }
      return { code: code ?? -1, text: `${stdout ?? ''}${stderr ?? ''}` }
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true })
  }
}
