import type { Page } from 'playwright-core'

const QUALITY = 0.85

interface Encoding {
  /** A PNG in base64. */
  readonly data: string
  /** In [0, 1]. */
  readonly quality: number
}

/** Makes a tenth of a picture's bytes, by the browser itself. */
export async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const url = await page.evaluate(encode, { data: png.toString('base64'), quality: QUALITY })
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

/** Runs in the page. */
async function encode({ data, quality }: Encoding): Promise<string> {
  const image = new Image()
  image.src = `data:image/png;base64,${data}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  return canvas.toDataURL('image/webp', quality)
}
