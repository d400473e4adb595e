import { randomUUID } from 'node:crypto';
import type { VictimsOf } from './victims.types.js';

const LINE = '+15550109871';

/** What a clinic has settled, and what it answers to questions. */
export const clinicVictims: VictimsOf = async (database, victim) => {
  const at = new Date(0);
  const [closureId, blockedId] = [randomUUID(), randomUUID()];
  await database.phoneNumber.create({ data: { clinicId: victim, number: LINE } });
  await database.openingHours.create({
    data: { clinicId: victim, weekday: 1, opensMinute: 0, closesMinute: 60, validFrom: new Date('2031-05-05') },
  });
  const days = { startsOn: new Date('2031-05-12'), endsOn: new Date('2031-05-13') };
  await database.closure.create({ data: { clinicId: victim, id: closureId, name: 'Painters', ...days } });
  await database.blockedNumber.create({
    data: { clinicId: victim, id: blockedId, number: '+15125550143', reason: 'Painters', createdAt: at },
  });
  const [faq, price, plan] = [
    await database.faq.findFirstOrThrow({ where: { clinicId: victim } }),
    await database.listedPrice.findFirstOrThrow({ where: { clinicId: victim } }),
    await database.insurancePlan.findFirstOrThrow({ where: { clinicId: victim } }),
  ];
  const rowOf = (theirs: string) => ({ theirs, nobodys: randomUUID() });
  return {
    parameters: {
      '/api/v1/clinics/:id': rowOf(victim),
      '/api/v1/phone-numbers/:number': { theirs: LINE, nobodys: '+15550109872' },
      '/api/v1/opening-hours/:validFrom': { theirs: '2031-05-05', nobodys: '2031-05-06' },
      '/api/v1/closures/:id': rowOf(closureId),
      '/api/v1/blocked-numbers/:id': rowOf(blockedId),
      '/api/v1/faqs/:id': rowOf(faq.id),
      '/api/v1/listed-prices/:id': rowOf(price.id),
      '/api/v1/insurance-plans/:id': rowOf(plan.id),
    },
    bodies: {
      'PATCH /api/v1/clinics/:id': { name: 'Oak Dental' },
      'PUT /api/v1/opening-hours/:validFrom': { hours: [{ weekday: 1, startMinute: 0, endMinute: 60 }] },
      'PATCH /api/v1/closures/:id': { name: 'Holiday' },
      'PATCH /api/v1/faqs/:id': { active: false },
      'PATCH /api/v1/listed-prices/:id': { price: 'free' },
      'PATCH /api/v1/insurance-plans/:id': { accepted: true },
    },
  };
};
