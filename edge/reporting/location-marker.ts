/**
 * Says whether an isolate is the first of its data centre to do something, as well as it can be said there: two may both
 * be told that they are.
 */
export interface LocationMarker {
  /**
   * Never rejects, and never takes long.
   * @param name  of what is to be done
   * @param forSeconds  how long it then counts as done
   */
  claim(name: string, forSeconds: number): Promise<boolean>
}
