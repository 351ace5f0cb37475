import type { Sql } from './database.js';

/** What the hub knows of a device: is it there, what should it hold, what has it confirmed. Times in epoch ms. */
export interface DeviceState {
  online: boolean;
  connection: string | null;
  seenAt: number | null;
  desired: number | null;
  applied: number | null;
  appliedAt: number | null;
  problem: string | null;
}

export interface StateAsk {
  campus: number;
  device: string;
  now: number;
}

/** States by device, of a whole campus or of one device. */
export async function readDeviceStates(
  sql: Sql,
  campus: number,
  device?: string,
): Promise<ReadonlyMap<string, DeviceState>> {
  const { rows } = await sql.query<DeviceState & { device: string }>(
    `select device, online, connection, (extract(epoch from seen_at) * 1000)::float8 as "seenAt",
            desired_version as desired, applied_version as applied,
            (extract(epoch from applied_at) * 1000)::float8 as "appliedAt", problem
     from device_states where campus = $1 and ($2::text is null or device = $2) order by device`,
    [campus, device ?? null],
  );
  return new Map(rows.map(({ device: id, ...state }) => [id, state]));
}

/** A new connection replaces any other. Returns whether it is news: the same state told again writes nothing. */
export async function markOnline(
  sql: Sql,
  { campus, device, now }: StateAsk,
  connection: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into device_states as state (campus, device, online, connection, seen_at)
     values ($1, $2, true, $3, to_timestamp($4 / 1000.0))
     on conflict (campus, device) do update
     set online = true, connection = excluded.connection, seen_at = excluded.seen_at
     where not state.online or state.connection is distinct from excluded.connection`,
    [campus, device, connection, now],
  );
  return rowCount !== 0;
}

/** Ends that connection, or whichever there is when `connection` is null. The will of an older one changes nothing. */
export async function markOffline(
  sql: Sql,
  { campus, device, now }: StateAsk,
  connection: string | null,
): Promise<void> {
  await sql.query(
    `update device_states set online = false, seen_at = to_timestamp($4 / 1000.0)
     where campus = $1 and device = $2 and online and ($3::text is null or connection = $3)`,
    [campus, device, connection, now],
  );
}

export async function noteDesired(sql: Sql, { campus, device }: StateAsk, version: number): Promise<void> {
  await sql.query(
    `insert into device_states (campus, device, desired_version) values ($1, $2, $3)
     on conflict (campus, device) do update set desired_version = excluded.desired_version`,
    [campus, device, version],
  );
}

/** What the device confirmed that it holds now. Clears the problem. */
export async function noteApplied(
  sql: Sql,
  { campus, device, now }: StateAsk,
  version: number,
): Promise<void> {
  await sql.query(
    `insert into device_states (campus, device, applied_version, applied_at)
     values ($1, $2, $3, to_timestamp($4 / 1000.0))
     on conflict (campus, device) do update
     set applied_version = excluded.applied_version, applied_at = excluded.applied_at, problem = null`,
    [campus, device, version, now],
  );
}

/** Why the device does not hold what it should: a stable code. */
export async function noteProblem(sql: Sql, { campus, device }: StateAsk, problem: string): Promise<void> {
  await sql.query('update device_states set problem = $3 where campus = $1 and device = $2', [
    campus,
    device,
    problem,
  ]);
}

/** Devices to which a push runs or is about to, in one look: a campus may have a thousand of both. */
export async function readNearPushes(sql: Sql, campus: number, now: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ device: string }>(
    `select distinct payload ->> 'device' as device from outbox
     where campus = $1 and kind = 'push-policy' and done_at is null and dead_at is null
       and (attempt = 0 or lease_until > to_timestamp($2 / 1000.0))`,
    [campus, now],
  );
  return new Set(rows.map(({ device }) => device));
}

/**
 * Whether a push to this device is about to run, or runs and was not `confirmed` yet: one that waits out its backoff is
 * neither, and one that was confirmed has nothing more to do but to end.
 */
export async function pushIsNear(
  sql: Sql,
  { campus, device, now }: StateAsk,
  confirmed = false,
): Promise<boolean> {
  const { rows } = await sql.query(
    `select 1 from outbox
     where campus = $1 and kind = 'push-policy' and payload = jsonb_build_object('device', $2::text)
       and done_at is null and dead_at is null
       and (attempt = 0 or (lease_until > to_timestamp($3 / 1000.0) and not $4::boolean))
     limit 1`,
    [campus, device, now, confirmed],
  );
  return rows.length > 0;
}

/** What a device told last that it holds when that was not what it should hold. */
export interface Drift {
  held: number;
  desired: number;
}

/** The last drift of each of these devices, one look by the index each. */
export async function readDrifts(
  sql: Sql,
  campus: number,
  devices: readonly string[],
): Promise<ReadonlyMap<string, Drift>> {
  const { rows } = await sql.query<{ device: string; detail: Drift }>(
    `select asked.device, a.detail
     from unnest($2::text[]) as asked (device)
     cross join lateral (
       select detail from audit
       where campus = $1 and subject = 'device:' || asked.device and action like 'device.%' and action = 'device.drift'
       order by id desc limit 1) a`,
    [campus, devices],
  );
  return new Map(rows.map(({ device, detail }) => [device, detail]));
}

/** One push to a device, as its job stands. Done ones are kept for a week. */
export interface DevicePush {
  askedAt: Date;
  attempt: number;
  /** A stable code of the last failure. */
  error: string | null;
  doneAt: Date | null;
  deadAt: Date | null;
}

/** Newest first. */
export async function readPushes(
  sql: Sql,
  campus: number,
  device: string,
  limit: number,
): Promise<DevicePush[]> {
  const { rows } = await sql.query<DevicePush>(
    `select created_at as "askedAt", attempt, error, done_at as "doneAt", dead_at as "deadAt" from outbox
     where campus = $1 and kind = 'push-policy' and payload ->> 'device' = $2 order by id desc limit $3`,
    [campus, device, limit],
  );
  return rows;
}

/** What the audit says of a device, newest first. */
export interface DeviceDeed {
  at: Date;
  actor: string;
  action: string;
  detail: Record<string, unknown>;
}

export async function readDeviceDeeds(
  sql: Sql,
  campus: number,
  device: string,
  limit: number,
): Promise<DeviceDeed[]> {
  const { rows } = await sql.query<DeviceDeed>(
    `select at, actor, action, detail from audit
     where campus = $1 and subject = 'device:' || $2::text and action like 'device.%' order by id desc limit $3`,
    [campus, device, limit],
  );
  return rows;
}
