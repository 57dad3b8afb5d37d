type JsonObject = Readonly<Record<string, unknown>>

/** Translates the queue URLs of a request or an answer of the SQS JSON protocol; message bodies are never touched. */
export function translateQueueUrls(body: JsonObject, translate: (url: string) => string): JsonObject {
  const { QueueUrl: one, QueueUrls: many } = body
  return {
    ...body,
    ...(typeof one === 'string' ? { QueueUrl: translate(one) } : {}),
    ...(Array.isArray(many) ? { QueueUrls: many.map((url: string) => translate(url)) } : {}),
  }
}

/** The same queue at another endpoint: SQS knows a queue by the path of its URL. */
export function queueUrlAt(endpoint: string, url: string): string {
  return URL.canParse(url) ? endpoint + new URL(url).pathname : url
}
