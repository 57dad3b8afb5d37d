/**
 * Decompresses gzip to exactly the length that was announced.
 * @param expectedBytes  the caller has bounded it; not one byte more is kept
 * @returns `undefined` when the data is damaged, or shorter or longer than announced
 */
export async function gunzip(
  compressed: Uint8Array<ArrayBuffer>,
  expectedBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = new Uint8Array(expectedBytes)
  const reader = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  let length = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > expectedBytes) {
        await reader.cancel()
        return undefined
      }
      bytes.set(part.value, length)
      length += part.value.length
    }
  } catch {
    return undefined
  }
  return length === expectedBytes ? bytes : undefined
}
