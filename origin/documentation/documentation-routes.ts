import type { Express } from 'express'
import type { Operation } from '../operations/operation.ts'
import { addDocsPage } from './docs-page.ts'
import { type OpenApiDocument, createOpenApiDocument } from './openapi-document.ts'

/** The document is no secret: it says what anybody can read in the source. */
export function addDocumentationRoutes(app: Express, operations: readonly Operation[]): void {
  let document: OpenApiDocument | undefined
  app.get('/openapi.json', (_request, response) => {
    document ??= createOpenApiDocument(operations)
    response.set('Cache-Control', 'public, max-age=300').json(document)
  })
  addDocsPage(app)
}
