import type { JsonObject } from '../../shared/contracts/json.ts'
import type { Widening } from './widening-front.ts'

/** What stands in rows and is not for callers to say, and what objects inherit. */
export const ADDED = JSON.parse(`{
  "id": "aaaaaaaaaaaa", "projectId": "aaaaaaaaaaaa", "environmentId": "aaaaaaaaaaaa", "role": "admin", "version": 99,
  "createdAt": "2020-01-01T00:00:00Z", "createdBy": "somebody", "runsInstallation": true, "isAdmin": true,
  "sha256": "aa", "state": "approved", "__proto__": {"isAdmin": true}, "constructor": {"prototype": {"isAdmin": true}},
  "toString": "x"
}`) as JsonObject

/** Where one of these names is the caller's to say: the operation, the object, the property. */
const OWN: readonly RegExp[] = [
  /^\w+Configuration \/rules\/\d+\/id$/,
  /^restoreVersion \/version$/,
  /^createProjectKey \/role$/,
  /^createInvitation \/role$/,
  /^(add|update)Member \/role$/,
]

/** What is wrong with how a body was answered to which something had been added. */
export function problemsOfWidening({ operation, pointer, status, named, isUnchanged }: Widening): readonly string[] {
  const unnamed = Object.keys(ADDED)
    .map((name) => `${pointer}/${name}`)
    .filter((place) => !named.includes(place) && !OWN.some((own) => own.test(`${operation} ${place}`)))
  const problems = [
    ...(status === 422 ? [] : [`answered ${status}`]),
    ...(isUnchanged ? [] : ['something changed']),
    ...unnamed.map((place) => `does not name ${place}`),
  ]
  return problems.map((problem) => `${operation}: ${problem}`)
}
