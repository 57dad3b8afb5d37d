import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import express, { type Express, type RequestHandler } from 'express'

const require = createRequire(import.meta.url)
/** Swagger UI's files as npm brought them: nothing is loaded from elsewhere. */
const FILES = dirname(require.resolve('swagger-ui-dist/package.json'))

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ToggleMaster API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`

const START = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null })
`

/** Swagger UI draws its icons from data URLs and writes styles of its own; scripts come from here only. */
const policy: RequestHandler = (_request, response, next) => {
  response.set(
    'Content-Security-Policy',
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  )
  next()
}

/** The document, to be read and tried out in a browser. */
export function addDocsPage(app: Express): void {
  app.get('/docs', policy, (_request, response) => void response.type('html').send(PAGE))
  app.get('/docs/start.js', (_request, response) => void response.type('js').send(START))
  app.use('/docs', policy, express.static(FILES, { index: false, redirect: false, maxAge: '1h' }))
}
