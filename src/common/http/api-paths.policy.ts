/** What programs and the console ask for, as opposed to the carrier's webhooks, probes and pages. */
export const isOfTheApi = (path: string): boolean => path.startsWith('/api/') || path.startsWith('/fhir/');
