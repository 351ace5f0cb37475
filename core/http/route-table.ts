import { type RequestHandler, Router } from 'express';
import { tell } from './request-log.js';
import type { AnyRoute } from './route.js';

/**
 * All routes of this node: the core's own for ever, a plugin's while its scope is open. Express cannot take a route
 * back, so the router is made anew after each change, on the next request.
 */
export class RouteTable {
  readonly #routes = new Set<AnyRoute>();
  readonly #mounts = new Set<{ path: string; handler: RequestHandler }>();
  #router: Router | undefined;

  constructor(private readonly handlerFor: (route: AnyRoute) => RequestHandler) {}

  add(route: AnyRoute): () => void {
    this.#routes.add(route);
    this.#router = undefined;
    return () => {
      this.#routes.delete(route);
      this.#router = undefined;
    };
  }

  mount(path: string, handler: RequestHandler): () => void {
    const entry = { path, handler };
    this.#mounts.add(entry);
    this.#router = undefined;
    return () => {
      this.#mounts.delete(entry);
      this.#router = undefined;
    };
  }

  routes(): readonly AnyRoute[] {
    return [...this.#routes];
  }

  mounts(): readonly string[] {
    return [...this.#mounts].map(({ path }) => path);
  }

  readonly handle: RequestHandler = (request, response, next) => {
    this.#router ??= this.#build();
    this.#router(request, response, next);
  };

  #build(): Router {
    const router = Router({ caseSensitive: true });
    for (const { path, handler } of this.#mounts) router.use(path, named(`${path}/*`), handler);
    for (const route of this.#routes) router[route.method](expressPath(route.path), this.handlerFor(route));
    return router;
  }
}

/** What lies below a mount is a foreign handler's own. */
function named(route: string): RequestHandler {
  return (_request, response, next) => {
    tell(response, { route });
    next();
  };
}

/** /a/{b} as Express writes it: /a/:b */
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
