import { describeAwsFailure } from '../shared/contracts/aws-failure.ts'
import { describeProblems } from '../shared/contracts/parse-result.ts'
import { createAwsClients } from './cloud/aws-clients.ts'
import type { CloudConfig } from './cloud/cloud-settings.ts'
import { ProvisionError } from './provision/provision-error.ts'
import { readProvisionConfig } from './provision/provision-config.ts'
import { provision } from './provision/provision.ts'

const config = readProvisionConfig(process.env)
if (config.ok) await run(config.value)
else fail(`Cannot provision with these settings: ${describeProblems(config.problems)}`)

async function run(config: CloudConfig): Promise<void> {
  const aws = createAwsClients(config)
  try {
    const steps = await provision(aws, config)
    for (const { kind, name, outcome } of steps) process.stdout.write(`${kind} ${name}: ${outcome}\n`)
  } catch (error) {
    fail(error instanceof ProvisionError ? error.message : describeAwsFailure('AWS', error))
  } finally {
    aws.close()
  }
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
