/** Numbers in [0, 1), reproducible by their seed. */
export type Random = () => number

/** One bit of one character other, which stays ASCII. */
export function flipBit(text: string, random: Random, fromIndex = 0): string {
  const at = fromIndex + Math.floor(random() * (text.length - fromIndex))
  const flipped = text.charCodeAt(at) ^ (1 << Math.floor(random() * 7))
  return text.slice(0, at) + String.fromCharCode(flipped) + text.slice(at + 1)
}

/** Cut off somewhere before its end. */
export function truncate(text: string, random: Random): string {
  return text.slice(0, Math.floor(random() * text.length))
}

export function randomBytes(length: number, random: Random): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}

/** Any characters that Redis may hold, not only ASCII. */
export function randomText(random: Random): string {
  return Buffer.from(randomBytes(Math.floor(random() * 300), random)).toString('latin1')
}

export function pick<T>(items: readonly [T, ...T[]], random: Random): T {
  return items[Math.floor(random() * items.length)] ?? items[0]
}
