/** RFC 1952, 2.3.1: what was compressed, by its length, in the last four bytes. */
const LENGTH_BYTES = 4

/**
 * Decompresses gzip to exactly the length that was announced. The runtime puts the parts together itself: a loop over
 * them holds up every other request of the isolate for a quarter of a second where there are ten megabytes.
 * @param compressed  its digest was compared, so that a length which lies could only be the origin's own
 * @param expectedBytes  the caller has bounded it; where the data say another length, nothing is decompressed
 * @returns `undefined` when the data is damaged, or shorter or longer than announced
 */
export async function gunzip(
  compressed: Uint8Array<ArrayBuffer>,
  expectedBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (lengthIn(compressed) !== expectedBytes) return undefined
  try {
    const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'))
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
    return bytes.length === expectedBytes ? bytes : undefined
  } catch {
    return undefined
  }
}

function lengthIn(compressed: Uint8Array<ArrayBuffer>): number | undefined {
  const at = compressed.length - LENGTH_BYTES
  return at < 0 ? undefined : new DataView(compressed.buffer, compressed.byteOffset).getUint32(at, true)
}
