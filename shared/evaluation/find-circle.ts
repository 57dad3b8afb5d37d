/**
 * A path of a graph that ends where it began, or `undefined` when there is none. Without recursion, so that a chain of
 * any length can be looked at.
 * @param edges  from each node to those it refers to; nodes that are not there refer to nothing
 */
export function findCircle(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>()
  for (const root of edges.keys()) {
    const circle = walk(root, edges, done)
    if (circle !== undefined) return circle
  }
  return undefined
}

/** Depth first from one node; everything it reaches is done afterwards. */
function walk(
  root: string,
  edges: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): readonly string[] | undefined {
  const path: string[] = []
  const onPath = new Set<string>()
  const stack: { readonly node: string; readonly leave: boolean }[] = [{ node: root, leave: false }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, leave } = top
    if (leave) {
      path.pop()
      onPath.delete(node)
      done.add(node)
    } else if (onPath.has(node)) {
      return [...path.slice(path.indexOf(node)), node]
    } else if (!done.has(node)) {
      path.push(node)
      onPath.add(node)
      stack.push({ node, leave: true }, ...(edges.get(node) ?? []).map((next) => ({ node: next, leave: false })))
    }
  }
  return undefined
}
