import { guardAsksWhy, helpDeskStopsAThief } from './stories/console.js';
import { gateOpens, secondTime, tooLateTooEarly, wrongCode } from './stories/gates.js';
import { lunchOnce, printerPanel } from './stories/meals-and-printing.js';
import { miniProgram } from './stories/mini-program.js';
import { noDuty, secondPhone, sheLeft, studentHours } from './stories/people.js';
import { foreignDevice, pluginOff } from './stories/plugins.js';
import { foreignVisitor, groupOfGuests, mainlandVisitor, oldSystem } from './stories/visitors.js';
import type { Teller } from './teller.js';
import type { World } from './world.js';

export type Story = (world: World, teller: Teller) => Promise<void>;

/** The main stories in the order that a visitor would live them. Everything goes through HTTP, MQTT, SMTP and SMS. */
export const STORIES: readonly Story[] = [
  gateOpens,
  secondTime,
  tooLateTooEarly,
  wrongCode,
  noDuty,
  studentHours,
  secondPhone,
  sheLeft,
  guardAsksWhy,
  helpDeskStopsAThief,
  lunchOnce,
  printerPanel,
  miniProgram,
  foreignVisitor,
  mainlandVisitor,
  groupOfGuests,
  oldSystem,
  pluginOff,
  foreignDevice,
];
