import { readFileSync, writeFileSync } from 'node:fs'
import { resourceNotFoundException, validationException } from './dynamodb-error.ts'
import type { DynaliteClient, JsonObject } from './dynalite-client.ts'

/**
 * Remembers each table's time to live, which dynalite knows nothing of. Nothing is ever deleted for it: DynamoDB itself
 * promises no moment, so that readers must look at the attribute anyway.
 */
export interface TimeToLive {
  update(client: DynaliteClient, body: JsonObject): Promise<JsonObject>
  describe(client: DynaliteClient, body: JsonObject): Promise<JsonObject>
  forget(tableName: string): void
}

interface Specification {
  readonly AttributeName: string
  readonly Enabled: boolean
}

/** @param file  where it survives a restart; without it it does not */
export function createTimeToLive(file: string | undefined): TimeToLive {
  const attributes = new Map<string, string>(file === undefined ? [] : readSaved(file))
  const save = (): void => {
    if (file !== undefined) writeFileSync(file, JSON.stringify([...attributes]))
  }
  return {
    update: async (client, body) => {
      const tableName = await existingTable(client, body)
      const wanted = body['TimeToLiveSpecification'] as Specification
      assertChange(attributes.get(tableName), wanted)
      if (wanted.Enabled) attributes.set(tableName, wanted.AttributeName)
      else attributes.delete(tableName)
      save()
      return { TimeToLiveSpecification: wanted }
    },
    describe: async (client, body) => {
      const attribute = attributes.get(await existingTable(client, body))
      return {
        TimeToLiveDescription:
          attribute === undefined
            ? { TimeToLiveStatus: 'DISABLED' }
            : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
      }
    },
    forget: (tableName) => {
      if (attributes.delete(tableName)) save()
    },
  }
}

function assertChange(current: string | undefined, wanted: Specification): void {
  if (!wanted.Enabled) {
    if (current === undefined) throw validationException('TimeToLive is already disabled')
  } else if (current !== undefined) {
    const isSame = current === wanted.AttributeName
    throw validationException(`TimeToLive is ${isSame ? 'already enabled' : 'active on a different AttributeName'}`)
  }
}

async function existingTable(client: DynaliteClient, body: JsonObject): Promise<string> {
  const tableName = String(body['TableName'])
  const result = await client.call('DescribeTable', { TableName: tableName })
  if (result.kind === 'error') throw resourceNotFoundException()
  return tableName
}

function readSaved(file: string): [string, string][] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as [string, string][]
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cause
  }
}
