/** Something is in the way that only a person may remove; the message says what. */
export class ProvisionError extends Error {
  override readonly name = 'ProvisionError'
}
