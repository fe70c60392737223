// SPDX-License-Identifier: Apache-2.0
import type { Icon } from '@loggia/ui/icon';
import Armchair from '@lucide/svelte/icons/armchair';
import Bike from '@lucide/svelte/icons/bike';
import Building2 from '@lucide/svelte/icons/building-2';
import Car from '@lucide/svelte/icons/car';
import Check from '@lucide/svelte/icons/check';
import Flame from '@lucide/svelte/icons/flame';
import KeyRound from '@lucide/svelte/icons/key-round';
import Leaf from '@lucide/svelte/icons/leaf';
import Mountain from '@lucide/svelte/icons/mountain';
import Package from '@lucide/svelte/icons/package';
import PawPrint from '@lucide/svelte/icons/paw-print';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Snowflake from '@lucide/svelte/icons/snowflake';
import Sun from '@lucide/svelte/icons/sun';
import Waves from '@lucide/svelte/icons/waves';
import Wifi from '@lucide/svelte/icons/wifi';
import Zap from '@lucide/svelte/icons/zap';

const groups: [Icon, string[]][] = [
  [Waves, ['pool', 'shared_pool', 'sea_view', 'water_view', 'near_beach', 'jetty', 'well']],
  [Sun, ['terrace', 'roof_terrace', 'balcony']],
  [Leaf, ['garden']],
  [Mountain, ['mountain_view', 'open_view']],
  [Car, ['garage', 'parking']],
  [Bike, ['bicycle_storage']],
  [Zap, ['ev_charger', 'solar_panels', 'heat_pump']],
  [Flame, ['fireplace', 'underfloor_heating']],
  [Snowflake, ['air_conditioning', 'double_glazing']],
  [Wifi, ['fibre_internet']],
  [Armchair, ['furnished', 'home_office', 'fitted_kitchen']],
  [PawPrint, ['pets_allowed']],
  [Package, ['storage', 'wine_cellar']],
  [ShieldCheck, ['alarm', 'gated_community']],
  [Building2, ['lift', 'listed_building', 'new_build', 'guest_house']],
  [KeyRound, ['vacant']],
];

const icons = new Map(groups.flatMap(([icon, features]) => features.map((feature) => [feature, icon] as const)));

/** A picture of the feature's kind; a tick for what is not known. */
export function featureIcon(feature: string): Icon {
  return icons.get(feature) ?? Check;
}
