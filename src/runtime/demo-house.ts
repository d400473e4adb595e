/** Puts a clinic, or only its people, beside the others of a database. */
export { insertDemoClinic, insertDemoPeople } from './demo-clinic.repository.js';
