import { type Logger, pino } from 'pino'

/** Names under which secrets and people travel; a log line has none of them on purpose, and none by accident. */
const REDACTED = ['authorization', 'body', 'secret', 'token', 'userId', 'user_id', 'MessageBody', 'Body']

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: { service: 'worker' },
    redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
}
