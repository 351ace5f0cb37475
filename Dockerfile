# The hub as an image: `docker build -t gatehouse .`. Three stages, so that neither compilers nor test tools come along.
# Debian and not Alpine: the same C library that the tests run on.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY build.mjs tsconfig.json tsconfig.islands.json ./
COPY bin bin
COPY core core
COPY plugins plugins
COPY web web
COPY simulators simulators
COPY templates templates
COPY examples examples
RUN node build.mjs product

# The embedded PostgreSQL is an optional package: a container is given DATABASE_URL.
FROM node:24-bookworm-slim AS packages
WORKDIR /packages
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim AS hub
LABEL org.opencontainers.image.title="Gatehouse" \
      org.opencontainers.image.description="The access-code hub of a campus" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=packages /packages/node_modules node_modules
COPY --from=build /build/dist dist
COPY package.json LICENSE ./
# The root file system may be read-only: everything that is written lies in GATEHOUSE_DATA, which may be a tmpfs where no
# plugin reads files that are dropped there.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8460 GATEHOUSE_DATA=/data
RUN install -d -o node -g node -m 0750 /data
VOLUME /data
USER node
EXPOSE 8460
STOPSIGNAL SIGTERM
# Whether the process answers. Whether it can decide is /readyz, which the proxy asks: restarting the hub mends no database.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/bin/gatehouse.js"]
CMD ["start"]
