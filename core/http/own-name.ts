import type { Request, RequestHandler } from 'express';

/**
 * Leads a browser that opened the demo under another name of the machine (127.0.0.1, [::1], its name) to the address that
 * sign-in knows: cookies belong to a name, and a sign-in that came back under another one would have ended. Programs are
 * answered where they ask. Never in production: behind a proxy the name that arrives here need not be the public one, and
 * a redirect to that could go round for ever.
 */
export function underOwnName(publicUrl: string): RequestHandler {
  const { origin, hostname } = new URL(publicUrl);
  return (request, response, next) => {
    // What came through a proxy, or from the hub itself, names whom it was sent to.
    const asked = String(request.headers['x-forwarded-host'] ?? request.headers.host ?? '');
    // Cookies know no port: another node on this machine is under the same name.
    if (nameOf(asked) === hostname || !readsPage(request)) next();
    else response.redirect(307, origin + request.originalUrl);
  };
}

function nameOf(host: string): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}

function readsPage({ method, path, headers }: Request): boolean {
  if (method !== 'GET' || path.startsWith('/api/v1/')) return false;
  return headers.accept?.includes('text/html') === true;
}
