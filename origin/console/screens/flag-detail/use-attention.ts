import { useEffect } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { useScope } from '../../shell/scope.ts'

/** What is granted ends after a minute; it is asked for again a little before. */
const AGAIN_MS = 50_000

/** While somebody edits, edges of the environment listen more closely. That it fails is nobody's trouble: it is only slower. */
export function useAttention(isEditing: boolean): void {
  const { project, environment } = useScope()
  useEffect(() => {
    if (!isEditing) return undefined
    const path = pathOf`/projects/${project}/environments/${environment}/attention`
    const raise = (): void => void callApi(path, { method: 'POST', body: {} }).catch(() => undefined)
    raise()
    const timer = setInterval(raise, AGAIN_MS)
    return () => clearInterval(timer)
  }, [isEditing, project, environment])
}
