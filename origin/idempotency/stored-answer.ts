/** What a creation answered, to be said again word for word. */
export interface StoredAnswer {
  readonly body: unknown
  readonly version?: string
}
