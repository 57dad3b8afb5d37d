export interface OpenApi {
  readonly servers: readonly [{ readonly url: string }]
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>
}

interface DescribedOperation {
  readonly operationId: string
  readonly requestBody?: object
}

export interface DocumentOperation {
  readonly id: string
  readonly takesBody: boolean
  /** Of `METHOD path`. */
  readonly pattern: RegExp
}

/** Every operation that the management API has. */
export function documentOperations({ servers: [{ url }], paths }: OpenApi): readonly DocumentOperation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId, requestBody }]) => ({
      id: operationId,
      takesBody: requestBody !== undefined,
      pattern: new RegExp(`^${method.toUpperCase()} ${url}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    })),
  )
}
