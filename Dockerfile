# The server, and the commands that go with it: `docker build -t crownline .`, then `node dist/main.js` (the default),
# `node dist/migrate.js`, `node dist/doctor.js`, … It writes to /tmp alone, so its file system may be read-only.

# An LTS release that the project is tested on. Debian, because musl has another resolver and another allocator than everybody tests with.
FROM node:24-bookworm-slim AS build
WORKDIR /app
# Installing generates the database client, so the schema has to be there first. Dependencies come before the sources: they change
# more rarely, and the layer is kept.
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma prisma
RUN npm ci
COPY nest-cli.json .swcrc tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
# Leaves most of what is installed and built behind: what, and why, is in the script.
RUN npm run build && node scripts/image-files.mjs dist /image

FROM node:24-bookworm-slim
# Node as process 1 would get no default actions for signals, and nobody would collect the children that it starts.
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
# Owned by root, so that the server can't change its own code. package.json tells it its version and where its files are.
COPY package.json ./
COPY prisma/migrations prisma/migrations
COPY assets assets
# Packages first: they change more rarely, and their layer is kept.
COPY --from=build /image/node_modules node_modules
COPY --from=build /image/dist dist
# By number: Kubernetes can't tell whether a name is root. It is the account `node` of the base image.
USER 1000:1000
EXPOSE 3000
# Alive, not ready: whoever replaces an unhealthy container would hang up on everybody while the database is away for a moment.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "dist/main.js"]
