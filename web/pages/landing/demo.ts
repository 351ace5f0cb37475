import type { Localized } from '../../../core/domain/languages.js';

/** Whom and what the demo offers; absent in production. */
export interface Demo {
  people(campus: string): {
    loginName: string;
    name: { en: string; zh?: string };
    story?: Localized;
    opens?: string;
    admin: boolean;
  }[];
  /** The page of a simulated device. */
  gateHref(campus: string, device: string): string | null;
  /** Other pages worth a visit, in the order in which they are listed. */
  places: readonly NamedPlace[];
}

/** A page of the virtual campus, or of a plugin: which campus's (null: of none in particular), its name, one sentence. */
export interface NamedPlace {
  campus: string | null;
  title: Localized;
  href: string;
  about: Localized;
}
