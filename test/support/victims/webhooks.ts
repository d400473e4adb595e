import { randomUUID } from 'node:crypto';
import type { VictimsOf } from './victims.types.js';

/** A server that is told what happens, and what it was told. */
export const webhookVictims: VictimsOf = async (database, victim) => {
  const at = new Date(0);
  const [endpointId, eventId, deliveryId] = [randomUUID(), randomUUID(), randomUUID()];
  const ofVictim = { clinicId: victim };
  await database.webhookEndpoint.create({
    data: {
      ...ofVictim,
      id: endpointId,
      url: 'https://hooks.example.com/',
      events: ['call.completed'],
      // The walk makes calls and visits of the victim's; nobody is to be asked for that.
      active: false,
      secret: 'whsec_c2VjcmV0',
      createdAt: at,
    },
  });
  await database.webhookEvent.create({
    data: { ...ofVictim, id: eventId, type: 'webhook.test', at, data: { endpointId } },
  });
  await database.webhookDelivery.create({
    data: {
      ...ofVictim,
      id: deliveryId,
      endpointId,
      eventId,
      eventType: 'webhook.test',
      status: 'failed',
      createdAt: at,
      finishedAt: at,
    },
  });
  return {
    parameters: {
      '/api/v1/webhooks/:id': { theirs: endpointId, nobodys: randomUUID() },
      '/api/v1/webhook-deliveries/:id': { theirs: deliveryId, nobodys: randomUUID() },
    },
    bodies: { 'PATCH /api/v1/webhooks/:id': { description: 'mine now' } },
  };
};
