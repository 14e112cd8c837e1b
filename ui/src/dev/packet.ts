import type { OrderId, PacketMade, PacketPiece, PacketPlan, PacketWish, Told } from '@/backend';

import { FakeOut } from './out';

const bytes = (digit: string): string => digit.repeat(64);

function piece(id: string, of: Partial<PacketPiece>): PacketPiece {
  return {
    id,
    order: 'a',
    sha256: bytes(id.slice(-1)),
    kind: 'payment',
    name: `${id}.png`,
    media_type: 'image/png',
    size: 1_500_000,
    folder: 'money',
    hand: 'goes',
    uncovered: false,
    copies: [],
    ...of,
  };
}

/** A packet in memory: nothing is written. */
export class FakePacket extends FakeOut {
  pieces: PacketPiece[] = [
    piece('E001', {}),
    piece('E002', { kind: 'identity', folder: 'other', hand: 'listed', copies: [bytes('3')] }),
    piece('E003', { kind: 'identity', folder: 'redacted', size: 400_000 }),
    piece('E004', { kind: 'bank_record', uncovered: true }),
  ];
  /** What was wished for last; `null` answers as a closed dialog does. */
  wish: PacketWish | null = null;
  packetName = '';
  makes: PacketMade | null = {
    name: '20261122-3F9A_证据包_2026-11-22.zip',
    place: '/home/buyer/文档',
    size: 3_600_000,
    sha256: bytes('7'),
    fingerprint: 'SHA256:u5bJ0c',
    pieces: 3,
    listed: 1,
    unpaged: [],
    change: { order: 'a', seq: 9, kinds: ['orders'] },
  };

  packetPlan(_order: OrderId, originals: boolean): Promise<PacketPlan> {
    const hand = (each: PacketPiece): PacketPiece => ({
      ...each,
      hand: originals && ['listed', 'unreplaced'].includes(each.hand) ? 'goes' : each.hand,
    });
    return Promise.resolve({
      number: '20261122-3F9A',
      day: '2026-11-22',
      pieces: this.pieces.map(hand),
      letters: 2,
      contacts: 3,
      meter: {
        problem: null,
        needs: [
          { need: 'paid', kind: 'payment', or: [], flow: 'money', must: true, met: true },
          { need: 'closed', kind: 'payment_closed', or: [], flow: 'money', must: true, met: false },
          { need: 'chat', kind: 'chat', or: [], flow: 'information', must: false, met: false },
        ],
        met: 1,
        musts: 2,
      },
    });
  }
  makePacket(
    _order: OrderId,
    name: string,
    wish: PacketWish,
    told: Told,
  ): Promise<PacketMade | null> {
    told({ done: 500, total: 1_000 });
    this.wish = wish;
    this.packetName = name;
    return Promise.resolve(this.makes);
  }
}
