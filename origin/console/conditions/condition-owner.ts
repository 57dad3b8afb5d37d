/** What has the conditions: neither needs itself, and a segment says who somebody is, so that it cannot need a flag. */
export interface ConditionOwner {
  readonly kind: 'flag' | 'segment'
  /** Empty while it has none. */
  readonly key: string
}
