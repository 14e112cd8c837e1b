import type { Told } from './backend';
import type { OrderId, PacketMade, PacketPlan, PacketWish } from './types';

/** The evidence of a case as a file for others. */
export interface PacketBackend {
  /** What a packet would hold, with all originals in it or not. */
  packetPlan(order: OrderId, originals: boolean): Promise<PacketPlan>;
  /** Writes it to a file that the buyer chooses; null when none was chosen. */
  makePacket(
    order: OrderId,
    name: string,
    wish: PacketWish,
    told: Told,
  ): Promise<PacketMade | null>;
}
