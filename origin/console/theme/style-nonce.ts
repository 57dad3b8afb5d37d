/** What the page's policy lets write `<style>`; drawn anew for each page by the origin. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
}

/** Where the library that stops a page behind a dialog from scrolling looks for it. */
export function shareStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() })
}
