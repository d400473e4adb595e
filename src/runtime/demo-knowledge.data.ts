import type { InsurancePlan, ListedPrice } from '../clinics/clinics.types.js';
import type { DemoFaq } from './demo-clinic.types.js';

/** As they are said. */
export const DEMO_PRICES: ListedPrice[] = [
  { service: 'Cleaning', price: '120 dollars' },
  { service: 'Deep cleaning', price: '260 dollars for each side of the mouth' },
  { service: 'Child checkup', price: '90 dollars' },
  { service: 'New patient exam', price: '95 dollars with X-rays' },
  { service: 'Emergency visit', price: '85 dollars, treatment not included' },
  { service: 'Filling', price: 'from 190 dollars' },
  { service: 'Consultation', price: 'free of charge' },
  { service: 'Whitening', price: '320 dollars' },
  { service: 'Crown', price: 'from 1,150 dollars' },
  { service: 'Root canal', price: 'from 780 dollars' },
  { service: 'Extraction', price: 'from 180 dollars' },
];

export const DEMO_INSURANCE_PLANS: InsurancePlan[] = [
  { name: 'Delta Dental PPO', accepted: true },
  { name: 'Delta Dental DeltaCare HMO', accepted: false },
  { name: 'Cigna Dental PPO', accepted: true },
  { name: 'Aetna Dental', accepted: true },
  { name: 'MetLife Dental', accepted: true },
  { name: 'Guardian Dental', accepted: true },
  { name: 'United Concordia', accepted: true },
  { name: 'Humana Dental', accepted: false },
  { name: 'Medicaid', accepted: false },
];

const english = (kind: DemoFaq['kind'], question: string, answer: string, keywords: string): DemoFaq => ({
  ...{ kind, language: 'en', question, answer, keywords },
});
const spanish = (kind: DemoFaq['kind'], question: string, answer: string, keywords: string): DemoFaq => ({
  ...{ kind, language: 'es', question, answer, keywords },
});

export const DEMO_FAQS: DemoFaq[] = [
  english(
    'faq',
    'How can I pay?',
    'You can pay with cash, any major credit or debit card, a check, or a health savings card.',
    'payment methods cash credit debit card check visa mastercard apple pay health savings HSA FSA',
  ),
  english(
    'faq',
    'Can I pay in installments?',
    'For treatment over 300 dollars you can pay in up to twelve monthly parts. The desk sets it up with you at your visit.',
    'payment plans financing finance monthly credit afford split',
  ),
  english(
    'faq',
    'Do you take new patients?',
    'Yes, new patients are welcome. The first visit is an exam with X-rays and takes about an hour.',
    'accept accepting new patient register join',
  ),
  english(
    'faq',
    'What do I bring to a first visit?',
    'Please bring a photo ID, your insurance card if you have one, and a list of your medicines. Come ten minutes early for the forms.',
    'bring first visit appointment paperwork forms documents ID card early',
  ),
  english(
    'faq',
    'Do you treat children?',
    'Yes, children are welcome from their first tooth on. Up to the age of twelve they have a checkup of their own kind.',
    'child kid kids baby toddler pediatric son daughter age',
  ),
  english(
    'faq',
    'Can I come with a wheelchair?',
    'Yes. The entrance is at street level, the rooms are wide enough, and there is an accessible restroom.',
    'accessible accessibility disabled disability ramp stairs elevator building walker',
  ),
  english(
    'faq',
    'Do you offer sedation?',
    'We offer nitrous oxide for patients who feel anxious. A dentist talks it over with you before the visit.',
    'nervous anxious afraid scared fear laughing gas nitrous asleep sleep calm',
  ),
  english(
    'faq',
    'Do you do aligners or implants?',
    'Yes, we do both. It begins with a consultation of half an hour, which is free of charge.',
    'braces invisalign straighten implant orthodontics aligner',
  ),
  english('faq', 'Do I need a referral?', 'No, you can book without a referral.', 'referred doctor letter referral'),
  english(
    'faq',
    'What languages do you speak?',
    'Our team speaks English and Spanish. For another language, tell the desk a day ahead, and we arrange an interpreter.',
    'language Spanish interpreter translator translate sign speak',
  ),
  english(
    'faq',
    'How often should I come for a cleaning?',
    'Most of our patients come every six months. Your dentist tells you what is right for you.',
    'often regularly frequently every months checkup cleaning',
  ),
  english(
    'faq',
    'Is there Wi-Fi in the waiting room?',
    'Yes, there is free Wi-Fi, and coffee and tea.',
    'wifi internet coffee',
  ),
  english(
    'policy',
    'What if I cancel late or miss a visit?',
    'Please tell us 24 hours ahead. For a visit that is missed or cancelled later than that, there is a fee of 40 dollars.',
    'cancellation cancellations cancel late fee no-show show missed miss notice charge reschedule penalty',
  ),
  english(
    'policy',
    'What if I am late?',
    'Up to fifteen minutes we can usually still see you. After that we may have to find another time.',
    'running late delay delayed traffic arrive minutes behind',
  ),
  english(
    'policy',
    'Does a child need a parent at the visit?',
    'Yes. Anybody under eighteen comes with a parent or guardian, who signs the forms and may stay in the room.',
    'parent guardian minor teenager under eighteen alone accompany stay room consent',
  ),
  english(
    'policy',
    'How do I get my records or X-rays?',
    'You sign a release, and we send them within three business days, to you or to another dentist. There is no fee.',
    'records record xrays copy send transfer release files another',
  ),
  english(
    'policy',
    'May I bring a pet?',
    'Service animals are welcome. Please leave other pets at home.',
    'dog cat animal animals service pets',
  ),
  spanish(
    'faq',
    '¿Cómo puedo pagar?',
    'Puede pagar en efectivo, con tarjeta de crédito o débito, o con cheque.',
    'pago formas efectivo tarjeta crédito débito cheque',
  ),
  spanish(
    'faq',
    '¿Puedo pagar a plazos?',
    'A partir de 300 dólares puede pagar hasta en doce partes mensuales. La recepción lo acuerda con usted en su visita.',
    'plazos cuotas mensualidades financiar financiamiento plan pagos',
  ),
  spanish(
    'faq',
    '¿Aceptan pacientes nuevos?',
    'Sí, los pacientes nuevos son bienvenidos. La primera visita es un examen con radiografías y dura como una hora.',
    'nuevo nueva paciente aceptan primera registrarme',
  ),
  spanish(
    'faq',
    '¿Qué llevo a la primera visita?',
    'Traiga una identificación con foto, su tarjeta del seguro si la tiene, y la lista de sus medicinas. Llegue diez minutos antes.',
    'llevar traer primera visita cita documentos papeles identificación',
  ),
  spanish(
    'faq',
    '¿Atienden a niños?',
    'Sí, atendemos a niños desde su primer diente.',
    'niño niña niños bebé hijo hija hijos pediatra edad',
  ),
  spanish(
    'policy',
    '¿Qué pasa si cancelo tarde o no vengo?',
    'Avísenos con 24 horas de antelación. Si no, hay un cargo de 40 dólares.',
    'cancelar cancelación antelación anticipación aviso cargo multa faltar falto tarde cambiar',
  ),
];
