/** What was done about one queue or table. */
export interface ProvisionStep {
  readonly kind: 'queue' | 'table'
  readonly name: string
  readonly outcome: 'existed' | 'created' | 'updated'
}
