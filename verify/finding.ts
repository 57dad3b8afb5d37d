/** What a check found. `skip` is said openly: nothing was proved, and nothing failed. */
export interface Finding {
  readonly result: 'pass' | 'FAIL' | 'skip'
  readonly figure: string
}

export const pass = (figure: string): Finding => ({ result: 'pass', figure })
export const fail = (figure: string): Finding => ({ result: 'FAIL', figure })
export const skip = (figure: string): Finding => ({ result: 'skip', figure })
