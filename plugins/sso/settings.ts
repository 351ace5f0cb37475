import { z } from 'zod';
import { personRecord } from '../../core/domain/eligibility.js';

const reference = /^\$\{env:[A-Z][A-Z0-9_]*\}$/;
const ldapUrl = z
  .string()
  .refine(
    (url) => reference.test(url) || /^ldaps?:\/\/[^\s/]+$/.test(url),
    'an address such as ldaps://directory.example:636',
  )
  .meta({
    title: 'Directory',
    help: 'Address of the LDAP directory: ldaps:// or ldap://, with a port where needed.',
  });

const attribute = (name: string, title: string, help: string) =>
  z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'the name of an LDAP attribute')
    .default(name)
    .meta({ title, help });

const signInName = z.strictObject({
  base: z.string().min(3).max(500),
  /** What follows the prefix in a whole sign-in name; names under it are looked for below this base only. */
  suffix: z
    .string()
    .regex(/^@[^\s@]{3,250}$/, 'a suffix such as "@campus.example"')
    .optional(),
  affiliation: personRecord.shape.affiliation.optional(),
});

const address = z.url({ protocol: /^https?$/, error: 'an http or https address' });

/** A portal that signs its people in here. Its subjects are its own: two portals cannot join theirs. */
const client = z
  .strictObject({
    clientId: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dots, hyphens'),
    name: z.string().min(1).max(100).optional(),
    redirectUris: z.array(address).min(1),
    postLogoutRedirectUris: z.array(address).default([]),
    /** Absent: a public client that keeps no secret (PKCE protects it either way). */
    clientSecret: z.string().min(32, 'at least 32 characters').meta({ secret: true }).optional(),
    /** Run by the campus itself: nobody is asked for consent. */
    trusted: z.boolean().default(false),
    /** May call the hub's own interface for the person. */
    hubApi: z.boolean().default(false),
    signing: z.enum(['RS256', 'ES256']).default('RS256'),
  })
  .refine((is) => is.clientId !== 'gatehouse', {
    path: ['clientId'],
    message: 'another id: gatehouse is the hub itself',
  })
  .refine((is) => new Set(is.redirectUris.map((uri) => new URL(uri).host)).size === 1, {
    path: ['redirectUris'],
    message: 'addresses on one host: the subjects of a client are tied to it (OpenID Connect Core 8.1)',
  });

/** The settings of one campus's sign-in, as an admin fills them. */
export const settings = z.strictObject({
  url: ldapUrl,
  bindDn: z
    .string()
    .min(3)
    .max(500)
    .meta({ title: 'Service account', help: 'DN that may search for people.' }),
  bindPassword: z.string().min(1).meta({ title: 'Password of the service account', secret: true }),
  startTls: z
    .boolean()
    .default(false)
    .meta({ title: 'StartTLS', help: 'Encrypt an ldap:// connection before anything is said.' }),
  ca: z.string().startsWith('-----BEGIN CERTIFICATE-----').optional().meta({
    title: 'Certificate authority',
    help: 'PEM; where the directory has a certificate of the campus’s own authority.',
  }),
  answerSeconds: z.int().min(1).max(30).default(5).meta({ title: 'Seconds to wait for the directory' }),
  loginAttribute: attribute(
    'uid',
    'Attribute of the sign-in name',
    'uid, or sAMAccountName in Active Directory.',
  ),
  joinAttribute: attribute(
    'employeeNumber',
    'Attribute that joins to HR',
    'Holds the staff or student number.',
  ),
  affiliationAttribute: attribute(
    'employeeType',
    'Attribute of the affiliation',
    'Read where a base does not say who its people are: staff, student, alum, affiliate.',
  ),
  signIn: z.array(signInName).min(1).meta({
    title: 'Who signs in',
    help: 'Where people are found: base, the suffix of their sign-in names, their affiliation.',
  }),
  forgotPinUrl: address
    .optional()
    .meta({ title: 'Forgot your PIN?', help: 'Page where people reset theirs.' }),
  accessTokenMinutes: z
    .int()
    .min(1)
    .max(480)
    .default(60)
    .meta({ title: 'Minutes that an access token lasts' }),
  clients: z
    .array(client)
    .default([])
    .meta({ title: 'Portals', help: 'Existing portals that sign their people in here.' }),
});
export type SsoSettings = z.infer<typeof settings>;
export type PortalClient = SsoSettings['clients'][number];
