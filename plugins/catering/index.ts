import { definePlugin } from '../../core/host/plugin.js';
import { holdPolicyByHttp } from '../../core/host/policy-by-http.js';
import { type CateringScope, pruneMeals } from './claims.js';
import { TillDoor } from './routes/asks.js';
import { mealRoute } from './routes/meal.js';
import { reversalRoute } from './routes/reversal.js';
import { type CateringSettings, settings } from './settings.js';

/** Tills of the canteens: who may buy at which price, and whose meal of the period is still to be taken. */
export default definePlugin<CateringSettings>({
  name: 'catering',
  version: '1.0.0',
  core: 1,
  title: { en: 'Canteens and tills', 'zh-Hant': '餐廳與收銀機', 'zh-Hans': '餐厅与收银机' },
  hooks: ['scan:arrived', 'policy:push'],
  callsDevices: true,
  settings,
  migrations: new URL('./migrations/', import.meta.url),
  start,
});

function start(scope: CateringScope): void {
  const door = new TillDoor(scope);
  scope.provide('scan:arrived', { transports: ['http'] });
  scope.route(mealRoute(scope, door));
  scope.route(reversalRoute(scope, door));
  const { currency, priceGroups, periods, pushToken, pushSeconds, watchSeconds, allowPrivateAddresses } =
    scope.settings;
  holdPolicyByHttp(scope, {
    token: pushToken,
    seconds: pushSeconds,
    watchSeconds,
    allowPrivate: allowPrivateAddresses || !scope.node.production,
    settings: { currency, priceGroups: priceGroups.map(({ id }) => id), periods },
  });
  scope.every(3600, () => pruneMeals(scope));
}
