import { Center } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { isSignedOut } from '../api/api-error.ts'
import { useCaller } from '../api/use-caller.ts'
import { ProblemAlert } from '../blocks/problem-alert.tsx'
import { ScopedScreens } from './scoped-screens.tsx'
import { Waiting } from './waiting.tsx'

const SignIn = lazy(async () => ({ default: (await import('../screens/sign-in/sign-in-screen.tsx')).SignInScreen }))
const Welcome = lazy(async () => ({ default: (await import('../screens/sign-in/welcome-screen.tsx')).WelcomeScreen }))

/** Shows whoever is not signed in the way in, at whatever address they came to. */
export function Gate() {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/welcome">
          <Welcome />
        </Route>
        <Route>
          <SignedIn />
        </Route>
      </Switch>
    </Suspense>
  )
}

function SignedIn() {
  const caller = useCaller()
  if (isSignedOut(caller.error)) return <SignIn />
  if (caller.error !== null) {
    return (
      <Center mih="100vh" p="md">
        <ProblemAlert error={caller.error} onRetry={() => void caller.refetch()} />
      </Center>
    )
  }
  if (caller.data === undefined) return <Waiting />
  return (
    <Switch>
      <Route path="/sign-in">
        <Redirect to="/" replace />
      </Route>
      <Route path="/:project?/:environment?/*?">
        <ScopedScreens caller={caller.data} />
      </Route>
    </Switch>
  )
}
