import { Redirect, Route, Switch, useParams } from 'wouter'
import type { Caller, EnvironmentView } from '../api/views.ts'
import { useEnvironments } from '../api/use-environments.ts'
import { EmptyState } from '../blocks/empty-state.tsx'
import { ErrorBoundary } from '../blocks/error-boundary.tsx'
import { ProblemAlert } from '../blocks/problem-alert.tsx'
import { m } from '../i18n/compiled/messages.js'
import { lastPlace, rememberPlace } from './last-place.ts'
import { Layout } from './layout.tsx'
import { NotFound } from './not-found.tsx'
import { type Scope, ScopeContext } from './scope.ts'
import { screens } from './screens.ts'
import { Waiting } from './waiting.tsx'

/** Finds the project and the environment of the address, or those where the person was last. */
export function ScopedScreens({ caller }: { readonly caller: Caller }) {
  const params = useParams<{ project?: string; environment?: string }>()
  const last = lastPlace()
  const project =
    caller.projects.find(({ key }) => key === (params.project ?? last?.project)) ??
    (params.project === undefined ? caller.projects[0] : undefined)
  const environments = useEnvironments(project?.key)
  if (caller.projects.length === 0)
    return <EmptyState title={m.shell_no_projects()} hint={m.shell_no_projects_hint()} />
  if (project === undefined) return <NotFound />
  if (environments.error !== null)
    return <ProblemAlert error={environments.error} onRetry={() => void environments.refetch()} />
  if (environments.data === undefined) return <Waiting />
  const environment = placeIn(environments.data, params.environment, last?.environment)
  if (environment === undefined) return <NotFound />
  const scope = { caller, project: project.key, environment, environments: environments.data, role: project.role }
  if (params.environment === undefined) return <Redirect to={`/${scope.project}/${environment}/flags`} replace />
  return <Screens scope={scope} />
}

function placeIn(environments: readonly EnvironmentView[], asked: string | undefined, last: string | undefined) {
  const find = (wanted: string | undefined) => environments.find(({ key }) => key === wanted)?.key
  if (asked !== undefined) return find(asked)
  return find(last) ?? find('production') ?? environments[0]?.key
}

function Screens({ scope }: { readonly scope: Scope }) {
  rememberPlace(scope)
  return (
    <ScopeContext value={scope}>
      <Layout>
        {/* A screen that broke is left behind with its address. */}
        <ErrorBoundary>
          <Route path={`/:project/:environment`} nest>
            <Switch>
              {screens.map(({ path, component: Component }) => (
                <Route key={path} path={path}>
                  <Component />
                </Route>
              ))}
              <Route path="/">
                <Redirect to="/flags" replace />
              </Route>
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Route>
        </ErrorBoundary>
      </Layout>
    </ScopeContext>
  )
}
