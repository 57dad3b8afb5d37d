import type { Outcome } from './run-commands.ts'

/** How what came of a command differs from what its document says. */
export function problemsOfOutcome({ command, requests, output, complaint }: Outcome): readonly string[] {
  const isExpected = (status: number): boolean =>
    command.status === undefined ? status >= 200 && status < 300 : status === command.status
  const problems = requests
    .filter(({ status }) => !isExpected(status))
    .map(({ status }) => `answered ${status}, not ${command.status ?? '2xx'}: ${output}`)
  if (command.text.includes('curl') && requests.length === 0) problems.push('asked for nothing')
  if (complaint !== undefined) problems.push(complaint)
  for (const part of missingFrom(output, command.answer ?? '')) problems.push(`has no ${part} in: ${output}`)
  return problems.map((problem) => `line ${command.line}: ${problem}`)
}

const MEMBER = /"((?:[^"\\]|\\.)*)":\s*("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)?/g

/** The members that are shown and are not there, or are not what they are shown to be; `…` may be anything. */
function missingFrom(output: string, shown: string): readonly string[] {
  const parts = [...shown.matchAll(MEMBER)].map(([, name, value]) => {
    const isOpen = value === undefined || value.includes('…')
    return `"${name}":${isOpen ? '' : value}`
  })
  return parts.filter((part) => !output.includes(part))
}
