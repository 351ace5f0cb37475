import type { RequestHandler } from 'express';
import helmet from 'helmet';

type Middleware = ReturnType<typeof helmet>;

/** Headers that keep browsers from what a page of ours never does. `secure`: people reach the hub by HTTPS. */
export function securityHeaders(ask: {
  secure: boolean;
  remembered: boolean;
  framed: boolean;
}): RequestHandler {
  const middleware = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: [ask.framed ? "'self'" : "'none'"],
        imgSrc: ["'self'", 'data:'],
        // No form-action: a sign-in form ends with a redirect to the portal that asked, and browsers hold that against it.
        ...(ask.secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // With no-referrer browsers send "Origin: null" with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: ask.remembered,
  });
  const headers = writtenBy(middleware);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** None of them depends on the request: written once here, a gate's decision need not pass a dozen functions. */
function writtenBy(middleware: Middleware): [string, string][] {
  const headers: [string, string][] = [];
  const answer = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => {},
  };
  const [request, response] = [{}, answer] as unknown as Parameters<Middleware>;
  middleware(request, response, () => {});
  return headers;
}
