import type { Localized } from '../../../core/domain/languages.js';

/** What the demo's page is made of; the virtual campus brings it, so there is none in production. */
export interface Scene {
  people(campus: string): ScenePerson[];
  devices(campus: string): SceneDevice[];
}

export interface ScenePerson {
  /** Staff or student number: what HR is told. */
  key: string;
  /** What is typed at sign-in. */
  login: string;
  name: { en: string; zh?: string };
  story: Localized | null;
  /** HR, or the register, says that this person has left. */
  left: boolean;
}

export interface SceneDevice {
  id: string;
  kind: 'mqtt' | 'http' | 'till' | 'panel';
  /** The device's own page, and where a program speaks with it. */
  href: string;
  points: string[];
}
