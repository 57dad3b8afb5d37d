import type { AccessTable } from '../../shared/contracts/access-table.ts'
import type { Head } from '../../shared/contracts/head.ts'
import { type IssuedRuleset, issuedTag } from '../../shared/contracts/issued-ruleset.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import type { AttentionBook } from '../attention/attention-book.ts'
import type { RulesetBuilder } from '../building/ruleset-builder.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { Publisher } from '../publishing/publisher.ts'
import type { PublishingRepository } from '../publishing/publishing-repository.ts'
import type { Signer } from '../publishing/signer.ts'
import { keepBuilt } from './keep-built.ts'

/** Gives edges what would lie in Redis, without Redis. */
export interface RulesetIssuer {
  /** Of what `issue` would give now. @throws OriginError `environment_not_found` */
  readonly tag: (environmentId: string) => string
  /** Signs it anew. @throws OriginError `environment_not_found`, `ruleset_refused` */
  readonly issue: (environmentId: string) => Promise<{ readonly tag: string; readonly issued: IssuedRuleset }>
}

export interface IssuerParts {
  readonly repository: Pick<PublishingRepository, 'versionsOf' | 'liveKeys'>
  readonly builder: RulesetBuilder
  readonly signer: Signer
  readonly attention: Pick<AttentionBook, 'current'>
  readonly publisher: Pick<Publisher, 'isRefused'>
  readonly clock: () => number
}

export function createRulesetIssuer(parts: IssuerParts): RulesetIssuer {
  const { repository, builder, signer, attention, publisher, clock } = parts
  const buildOnce = keepBuilt(builder.build)

  const versionsOf = (environmentId: string) => {
    const versions = repository.versionsOf(environmentId)
    if (versions === undefined) throw new OriginError('environment_not_found', 'no environment has this id')
    return versions
  }

  return {
    tag: (environmentId) => {
      const { version, accessVersion } = versionsOf(environmentId)
      return issuedTag(version, accessVersion)
    },
    issue: async (environmentId) => {
      const { version, result } = await buildOnce(environmentId, versionsOf(environmentId).version)
      if (!result.ok) throw new OriginError('ruleset_refused', describeProblems(result.problems))
      // What is kept from Redis, because most flags are gone from it, must not reach edges past it.
      if (publisher.isRefused(environmentId, version)) {
        throw new OriginError('ruleset_refused', `version ${version} is held back until somebody allows it`)
      }
      const { body, sha256, bytes } = result.value
      // After the building: what is signed must not be older than its time of issue says.
      const { accessVersion } = versionsOf(environmentId)
      const common = { environment: environmentId, issuedAtMs: clock() }
      const keys = repository.liveKeys(environmentId, common.issuedAtMs)
      const access: AccessTable = { kind: 'access', ...common, version: accessVersion, keys }
      const head: Head = {
        kind: 'head',
        ...common,
        version,
        sha256,
        bytes,
        attention: attention.current(environmentId),
      }
      const issued = { head: signer.seal(head), access: signer.seal(access), body }
      return { tag: issuedTag(version, accessVersion), issued }
    },
  }
}
