import type { Scope } from './scope.ts'

type Place = Pick<Scope, 'project' | 'environment'>

const STORED_AS = 'togglemaster.place'

/** Where whoever comes without an address goes on. */
export function lastPlace(): Place | undefined {
  const [project, environment] = (localStorage.getItem(STORED_AS) ?? '').split('/')
  return project === undefined || environment === undefined ? undefined : { project, environment }
}

/** Keys have no slash. */
export function rememberPlace({ project, environment }: Place): void {
  localStorage.setItem(STORED_AS, `${project}/${environment}`)
}
