import { type DestinationStream, type Logger, pino } from 'pino'

const SECRETS = ['authorization', 'cookie', 'set-cookie', 'x-api-key', 'masterKey', 'signingKey', 'token']

/** Redacts whatever goes by a secret's name, should a line ever hold one. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])
  const options = {
    level,
    base: { service: 'origin' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[redacted]' },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
