import type { Request } from 'express';
import type { Language } from '../domain/languages.js';
import { Problem } from '../domain/problem.js';
import type { PluginHost } from '../host/plugin-host.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { findPersonByKey } from '../store/people.js';
import { tokenDigest } from '../store/token.js';
import type { Context } from '../use-cases/context.js';
import { ALL_LANGUAGES } from './choose-language.js';
import { slugAt } from './page/campus-at.js';
import type { Principal } from './principal.js';
import type { AnyRoute } from './route.js';
import { ownedAreas, rolesOf } from './session/roles.js';
import { readSession } from './session/session.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Proves who calls and admits or refuses them: 401 for nobody, 403 for somebody else, 404 for a campus that is not
 * there. Deny by default: a route without a principal of its role is never run.
 */
export class Gatekeeper {
  constructor(
    private readonly context: Context,
    private readonly host: PluginHost,
    private readonly publicUrl: string,
  ) {}

  languages(request: Request): readonly Language[] {
    return this.#campus(request)?.file.campus.languages ?? ALL_LANGUAGES;
  }

  async admit(route: AnyRoute, request: Request): Promise<Principal | null> {
    const snapshot = this.#campus(request);
    if (!snapshot && route.role !== 'public')
      throw new Problem(404, 'campus_unknown', 'There is no such campus.');
    if (!SAFE.has(request.method)) this.#refuseForeignPage(request);
    if (route.role === 'device') return this.#device(request, snapshot as Snapshot);
    const person = snapshot ? await this.#person(request, snapshot) : null;
    if (route.role === 'public') return person;
    if (!person) throw new Problem(401, 'sign_in_needed', 'Sign in first.');
    refuseOtherRoles(route, person);
    return person;
  }

  #campus(request: Request): Snapshot | undefined {
    const slug = slugAt(request.path);
    return slug === undefined ? undefined : this.context.snapshots.bySlug(slug);
  }

  /**
   * A cookie is sent along from anybody's page; only requests that our own pages made may change anything. Browsers
   * name the page in Origin, or where something took that away say in Sec-Fetch-Site whose it was; a client that is no
   * browser sends none of them, nor a cookie.
   */
  #refuseForeignPage(request: Request): void {
    const { cookie, origin, 'sec-fetch-site': site } = request.headers;
    if (!cookie) return;
    const own =
      origin === undefined
        ? site === undefined || site === 'same-origin' || site === 'none'
        : origin === new URL(this.publicUrl).origin || origin === ownOrigin(request);
    if (!own) throw new Problem(403, 'foreign_page', 'Another site sent this request.');
  }

  async #device(request: Request, snapshot: Snapshot): Promise<Principal> {
    const token = bearer(request);
    const device = token === undefined ? undefined : snapshot.devices.get(tokenDigest(token).toString('hex'));
    if (!device) {
      await this.context.refusals.write(snapshot.campus, {
        actor: 'device:unknown',
        action: 'device.refused',
        subject: `campus:${snapshot.slug}`,
        detail: { cause: token === undefined ? 'no_token' : 'unknown_token' },
      });
      throw new Problem(401, 'device_unknown', 'A device token of this campus is needed.');
    }
    const installed = this.host.plugins.some(({ name }) => name === device.plugin);
    if (!installed || !snapshot.plugins.get(device.plugin)?.enabled) {
      throw new Problem(403, 'plugin_disabled', 'The plugin of this device is disabled on this campus.');
    }
    return { kind: 'device', campus: snapshot.slug, device };
  }

  async #person(request: Request, snapshot: Snapshot): Promise<Principal | null> {
    const token = bearer(request);
    return token === undefined
      ? readSession(this.context, snapshot, request)
      : this.#byToken(snapshot, token);
  }

  async #byToken(snapshot: Snapshot, token: string): Promise<Principal | null> {
    for (const { fill } of this.host.hooks(snapshot.campus).all('person:token')) {
      const who = await fill(token);
      if (!who) continue;
      const { pool, vault } = this.context;
      const person =
        who.sourceKey === null ? null : await findPersonByKey(pool, vault, snapshot.campus, who.sourceKey);
      return {
        kind: 'person',
        campus: snapshot.slug,
        person,
        displayName: who.displayName,
        affiliation: who.affiliation ?? null,
        roles: rolesOf(snapshot.file, who.loginName, who.affiliation ?? null),
        areas: ownedAreas(snapshot.file, who.loginName, who.affiliation ?? null),
        via: 'token',
      };
    }
    return null;
  }
}

function refuseOtherRoles({ role }: AnyRoute, person: Principal): void {
  if (role === 'holder') return;
  const needed: readonly string[] = typeof role === 'string' ? [role] : role;
  const has = person.kind === 'person' ? person.roles : [];
  if (needed.some((one) => has.includes(one))) return;
  throw new Problem(403, 'not_your_role', `This needs the role ${needed.join(' or ')} on this campus.`);
}

function bearer(request: Request): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
}

function ownOrigin(request: Request): string {
  return `${request.protocol}://${request.headers.host ?? ''}`;
}
