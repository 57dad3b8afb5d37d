/**
 * JavaScript that makes all code after it believe in another time, in Node as in workerd. Timers, sockets and the runtime
 * itself keep the true one: what a process with a wrong clock decides is other, and not when it wakes up.
 */
export function shiftedClock(offsetMs: number): string {
  return `globalThis.Date = ((Real) => {
  const now = () => Real.now() + ${offsetMs};
  return new Proxy(Real, {
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    apply: () => new Real(now()).toString(),
    construct: (target, parts, made) => Reflect.construct(target, parts.length === 0 ? [now()] : parts, made),
  });
})(Date);
`
}
