import ArrowRightLeft from '@lucide/svelte/icons/arrow-right-left';
import Coins from '@lucide/svelte/icons/coins';
import Crown from '@lucide/svelte/icons/crown';
import Fuel from '@lucide/svelte/icons/fuel';
import Gamepad2 from '@lucide/svelte/icons/gamepad-2';
import Gift from '@lucide/svelte/icons/gift';
import KeyRound from '@lucide/svelte/icons/key-round';
import Package from '@lucide/svelte/icons/package';
import Router from '@lucide/svelte/icons/router';
import ShoppingBag from '@lucide/svelte/icons/shopping-bag';
import Smartphone from '@lucide/svelte/icons/smartphone';
import Swords from '@lucide/svelte/icons/swords';
import Ticket from '@lucide/svelte/icons/ticket';
import Wifi from '@lucide/svelte/icons/wifi';

/** The icons that the category data names; one that is not here yet is shown as a bag. */
const icons: Record<string, typeof ShoppingBag> = {
  'arrow-right-left': ArrowRightLeft,
  coins: Coins,
  crown: Crown,
  fuel: Fuel,
  'gamepad-2': Gamepad2,
  gift: Gift,
  'key-round': KeyRound,
  package: Package,
  router: Router,
  smartphone: Smartphone,
  swords: Swords,
  ticket: Ticket,
  wifi: Wifi,
};

export function categoryIcon(name: string | undefined): typeof ShoppingBag {
  return icons[name ?? ''] ?? ShoppingBag;
}
