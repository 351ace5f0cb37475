import { parse } from 'yaml';
import { z } from 'zod';
import { readDocument } from '../docs/fenced.js';

const condition = z.enum(['service_healthy', 'service_completed_successfully']);
const service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  hostname: z.string().optional(),
  env_file: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  restart: z.enum(['unless-stopped', 'no']),
  depends_on: z.record(z.string(), z.strictObject({ condition })).default({}),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  read_only: z.literal(true).optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  shm_size: z.string().optional(),
  stop_grace_period: z.string().optional(),
});

const file = z.strictObject({
  'x-hub': z.unknown(),
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.null()),
});

export type Compose = z.infer<typeof file>;

/** compose.yaml with its anchors resolved. Throws where it says something that this house does not know. */
export function readCompose(): Compose {
  return file.parse(parse(readDocument('compose.yaml')));
}
