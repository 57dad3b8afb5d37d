# One image for what runs on Node (origin, worker, provisioning), one for the edge under workerd.
FROM node:20-bookworm-slim AS base
WORKDIR /app
# better-sqlite3 is compiled where no prebuilt binary can be fetched.
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ ca-certificates \
  && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build:console
ENV WRANGLER_SEND_METRICS=false CLOUDFLARE_CF_FETCH_ENABLED=false
USER node

FROM base AS service
# Threads that each keep an arena of malloc hold a ninth more memory, which is never used again.
ENV ORIGIN_HOST=0.0.0.0 WORKER_HOST=0.0.0.0 MALLOC_ARENA_MAX=2
CMD ["node", "--import", "tsx", "origin/main.ts"]

FROM base AS edge
USER root
RUN mkdir -p .wrangler && chown -R node:node .wrangler
USER node
# Takes the Worker's bindings from the container's environment.
ENV CLOUDFLARE_INCLUDE_PROCESS_ENV=true CI=true
CMD ["node_modules/.bin/wrangler", "dev", "--ip", "0.0.0.0", "--port", "8787", "--show-interactive-dev-session=false"]
