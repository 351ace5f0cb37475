import { z } from 'zod';
import { brandingSection, campusSection } from './sections/campus.js';
import { devicesSection, pluginsSection } from './sections/connections.js';
import { eligibilitySection, rolesSection } from './sections/eligibility.js';
import { groupsSection } from './sections/groups.js';
import { contactsSection, linksSection, noticesSection } from './sections/help.js';
import { rulesSection, schedulesSection } from './sections/hours.js';
import { areasSection, pointsSection } from './sections/places.js';
import { visitsSection } from './sections/visits.js';

/** A campus file's sections, each in a file of its own. What one section says of another: `references.ts`. */
export const campusFile = z.strictObject({
  campus: campusSection,
  branding: brandingSection,
  areas: areasSection,
  points: pointsSection,
  groups: groupsSection,
  schedules: schedulesSection.default([]),
  rules: rulesSection,
  eligibility: eligibilitySection,
  roles: rolesSection,
  visits: visitsSection.optional(),
  plugins: pluginsSection.default({}),
  devices: devicesSection.default([]),
  contacts: contactsSection,
  notices: noticesSection.default([]),
  links: linksSection,
});

/** A campus file after its check: every default filled in, every reference known to exist. */
export type CampusFile = z.infer<typeof campusFile>;
