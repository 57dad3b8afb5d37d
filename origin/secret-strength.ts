import { createPrivateKey } from 'node:crypto'

const MIN_SECRET_LENGTH = 32
const MAX_SECRET_LENGTH = 512
/** 32 random characters have about 20 different ones; fewer than this is a pattern. */
const MIN_DISTINCT_CHARACTERS = 10

/** What documentation, examples and impatience put where a secret belongs; a longer word before its beginning. */
const WELL_KNOWN = new RegExp(
  [
    'abcdefghijklmnopqrstuvwxyz|abcdef|qwertyuiop|qwerty|changeme|changethis|change|replaceme|password|passw0rd',
    'secreto|secret|segredo|senha|default|example|exemplo|sample|demo|admin|root|master|chave|key|token|teste|test',
    'development|production|dev|local|togglemaster|toggle|super|please|your|this|here|the|not|for|my|in|is|me|\\d',
  ].join('|'),
  'g',
)

/** Why a text cannot be a secret of the installation; `undefined` when it can. */
export function problemOfSecret(text: string): string | undefined {
  if (text.length < MIN_SECRET_LENGTH) return `expected at least ${MIN_SECRET_LENGTH} characters, got ${text.length}`
  if (text.length > MAX_SECRET_LENGTH) return `expected at most ${MAX_SECRET_LENGTH} characters`
  if (!/^[\x21-\x7e]+$/.test(text)) return 'expected ASCII without spaces, as a header can carry it'
  if (new Set(text).size < MIN_DISTINCT_CHARACTERS || isWellKnown(text)) {
    return 'too easy to guess: make one with "openssl rand -base64 32"'
  }
  return undefined
}

/** Whether a text is made of nothing but the words that everybody tries. */
export function isWellKnown(text: string): boolean {
  return lettersAndDigits(text).replaceAll(WELL_KNOWN, '') === ''
}

/** Why a text cannot be the key that signs rulesets. */
export function problemOfSigningKey(text: string): string | undefined {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
    return key.asymmetricKeyType === 'ed25519'
      ? undefined
      : `expected an Ed25519 key, got ${key.asymmetricKeyType ?? 'another'}`
  } catch {
    return 'expected an Ed25519 private key as PKCS #8 DER in base64'
  }
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
