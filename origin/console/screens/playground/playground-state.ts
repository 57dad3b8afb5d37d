import { useCallback, useEffect, useState } from 'react'
import { type JsonObject, isJsonObject, parseJson } from '../../../../shared/contracts/json.ts'

/** What is asked, as the link says it. */
export interface PlaygroundState {
  /** All of them, where it is absent. */
  readonly flag?: string
  readonly context: JsonObject
  /** When it is decided, ISO 8601; now, where it is absent. */
  readonly at?: string
}

/** @param hash  of the address: unlike its query, it never comes to a server or into a log, and contexts are people */
export function readPlaygroundState(hash: string): PlaygroundState {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  const [flag, at] = [parameters.get('flag'), parameters.get('at')]
  return {
    context: readContext(parameters.get('context')),
    ...(flag === null || flag === '' ? {} : { flag }),
    ...(at === null || Number.isNaN(Date.parse(at)) ? {} : { at }),
  }
}

export function writePlaygroundState({ flag, context, at }: PlaygroundState): string {
  const parameters = new URLSearchParams()
  if (flag !== undefined) parameters.set('flag', flag)
  if (at !== undefined) parameters.set('at', at)
  if (Object.keys(context).length > 0) parameters.set('context', JSON.stringify(context))
  return parameters.size === 0 ? '' : `#${parameters}`
}

function readContext(text: string | null): JsonObject {
  const json = text === null ? undefined : parseJson(text)
  return json?.ok === true && isJsonObject(json.value) ? json.value : {}
}

/** Keeps the state in the address, without a step of history for each letter. */
export function usePlaygroundState(): readonly [PlaygroundState, (state: PlaygroundState) => void, number] {
  const [state, setState] = useState(() => readPlaygroundState(location.hash))
  /** Grows when the address came from elsewhere, so that a form forgets what it had. */
  const [arrivals, setArrivals] = useState(0)
  useEffect(() => {
    const onHash = (): void => {
      setState(readPlaygroundState(location.hash))
      setArrivals((count) => count + 1)
    }
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [])
  const change = useCallback((next: PlaygroundState): void => {
    setState(next)
    history.replaceState(history.state, '', location.pathname + location.search + writePlaygroundState(next))
  }, [])
  return [state, change, arrivals]
}
