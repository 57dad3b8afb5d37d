/** One command of a document, with what the document says comes of it. */
export interface DocumentedCommand {
  readonly line: number
  readonly text: string
  /** From a comment behind the command, as in `# 412`; any 2xx where it says nothing. */
  readonly status: number | undefined
  /** The answer that is shown below the block that the command ends; `…` stands for whatever. */
  readonly answer: string | undefined
}

const FENCED = /^```(sh|json)\n([\s\S]*?)^```$/gm

/** The commands of all `sh` blocks, in their order; a `json` block shows the answer to the last command before it. */
export function readCommands(document: string): readonly DocumentedCommand[] {
  const commands: DocumentedCommand[] = []
  for (const { 1: language, 2: content = '', index } of document.matchAll(FENCED)) {
    const firstLine = document.slice(0, index).split('\n').length + 1
    if (language === 'sh') commands.push(...commandsOf(content, firstLine))
    else commands.push(answered(commands.pop(), content, firstLine))
  }
  return commands
}

function answered(command: DocumentedCommand | undefined, answer: string, line: number): DocumentedCommand {
  if (command?.answer === undefined && command !== undefined) return { ...command, answer }
  throw new Error(`line ${line}: an answer without a command of its own`)
}

function commandsOf(block: string, firstLine: number): readonly DocumentedCommand[] {
  const commands: DocumentedCommand[] = []
  let [pending, begun] = ['', firstLine]
  for (const [index, line] of block.split('\n').entries()) {
    if (pending === '') begun = firstLine + index
    pending += `${line}\n`
    if (!isWhole(pending)) continue
    if (pending.trim() !== '') commands.push(command(pending.trim(), begun))
    pending = ''
  }
  return commands
}

/** Neither goes on behind a backslash nor ends within single quotes. */
function isWhole(text: string): boolean {
  return !text.endsWith('\\\n') && text.split("'").length % 2 === 1
}

function command(text: string, line: number): DocumentedCommand {
  const status = /# (\d{3})\b[^'"]*$/.exec(text)?.[1]
  return { line, text, status: status === undefined ? undefined : Number(status), answer: undefined }
}
