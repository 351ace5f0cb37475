import type { Provider } from 'oidc-provider';
import type { Scope } from '../../../core/host/plugin.js';
import type { Accounts } from '../accounts.js';
import type { SsoSettings } from '../settings.js';
import type { CampusPages } from './campus-pages.js';
import type { Throttle } from './throttle.js';

/** What the sign-in pages lean on, put together once per campus. */
export interface SignInParts {
  scope: Scope<SsoSettings>;
  provider: Provider;
  accounts: Accounts;
  throttle: Throttle;
  pages: CampusPages;
}
