import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type {
  ErasureObstacle,
  ExportedSection,
  Person,
  RecordKeeper,
} from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';
import type { Prisma } from '../generated/prisma/client.js';

/** Orders to call somebody: their number, and the words they were to hear. */
@Injectable()
export class KeptOrders implements RecordKeeper, OnModuleInit {
  readonly name = 'outbound_calls';
  readonly models = ['OutboundCall'] as const;
  readonly retention = [];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  /** Somebody may answer at any moment. */
  async obstacle(tx: Tx, person: Person): Promise<ErasureObstacle | null> {
    const underWay = { ...this.about(person), status: { in: ['dialling', 'in_progress'] } };
    return (await tx.outboundCall.count({ where: underWay })) > 0 ? 'in_call' : null;
  }

  /** A job that finds no order has nothing to dial. */
  async erase(tx: Tx, person: Person): Promise<number> {
    const { count } = await tx.outboundCall.deleteMany({ where: this.about(person) });
    return count;
  }

  remaining(tx: Tx, person: Person): Promise<number> {
    return tx.outboundCall.count({ where: this.about(person) });
  }

  async collect(tx: Tx, person: Person): Promise<ExportedSection[]> {
    const orders = await tx.outboundCall.findMany({
      where: this.about(person),
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    const rows = orders.map((order) => ({
      at: order.createdAt.toISOString(),
      purpose: order.purpose,
      'your number': order.theirNumber,
      status: order.status,
      'first words': order.opening,
      'words to a machine': order.machineMessage,
    }));
    return [{ title: 'Calls that the clinic placed or meant to place', rows }];
  }

  private about({ clinicId, callIds, numberIndexes }: Person): Prisma.OutboundCallWhereInput {
    return {
      clinicId,
      OR: [{ callId: { in: [...callIds] } }, { theirNumberIndex: { in: [...numberIndexes] } }],
    };
  }
}
