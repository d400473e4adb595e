import { randomUUID } from 'node:crypto';
import { buildPatient } from '../builders.js';
import type { VictimsOf } from './victims.types.js';

/** People, keys, profiles, orders and a call. */
export const accessVictims: VictimsOf = async (database, victim) => {
  const at = new Date(0);
  const [accountId, invitationId, outboundId] = [randomUUID(), randomUUID(), randomUUID()];
  const callSid = `CA${'a'.repeat(32)}`;
  const ofVictim = { clinicId: victim };
  await database.agentProfile.create({
    data: { ...ofVictim, version: 7, status: 'draft', settings: {}, createdAt: at },
  });
  await database.call.create({
    data: {
      ...ofVictim,
      id: randomUUID(),
      callSid,
      fromNumber: '+15125550143',
      toNumber: '+15550100000',
      startedAt: at,
      endedAt: at,
      outcome: 'caller_hung_up',
      status: 'completed',
      direction: 'inbound',
      resumes: 0,
    },
  });
  await database.outboundCall.create({
    data: {
      ...ofVictim,
      id: outboundId,
      purpose: 'reminder',
      ourNumber: '+15550100000',
      theirNumber: '+15125550143',
      opening: 'Hello.',
      status: 'refused',
      idempotencyKey: 'x',
      maxAttempts: 1,
      notBefore: at,
      createdAt: at,
      updatedAt: at,
    },
  });
  await database.account.create({
    data: { id: accountId, email: 'ana@desk.example', name: 'Ana', passwordHash: 'scrypt$', createdAt: at },
  });
  await database.membership.create({ data: { ...ofVictim, accountId, role: 'owner', createdAt: at } });
  await database.invitation.create({
    data: {
      ...ofVictim,
      id: invitationId,
      email: 'ben@desk.example',
      role: 'owner',
      tokenHash: '0'.repeat(64),
      createdAt: at,
      expiresAt: new Date('2027-01-01'),
    },
  });
  const patientId = await buildPatient(database, ofVictim);
  const { id: keyId } = await database.apiKey.findFirstOrThrow({ where: ofVictim });
  return {
    parameters: {
      '/api/v1/calls/:callSid': { theirs: callSid, nobodys: `CA${'b'.repeat(32)}` },
      '/api/v1/outbound-calls/:id': { theirs: outboundId, nobodys: randomUUID() },
      '/api/v1/agent-profiles/:version': { theirs: '7', nobodys: '9' },
      '/api/v1/api-keys/:id': { theirs: keyId, nobodys: randomUUID() },
      '/api/v1/patients/:id': { theirs: patientId, nobodys: randomUUID() },
      '/api/v1/staff/:id': { theirs: accountId, nobodys: randomUUID() },
      '/api/v1/staff/second-factors/:id': { theirs: accountId, nobodys: randomUUID() },
      '/api/v1/staff/invitations/:id': { theirs: invitationId, nobodys: randomUUID() },
    },
    queries: { 'GET /api/v1/agent-profiles/:version/compare': '?with=1' },
    bodies: { 'POST /api/v1/agent-profiles/:version/test-calls': { to: '+15125550143' } },
  };
};
