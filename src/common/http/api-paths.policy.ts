/** What programs and the console ask for, as opposed to the carrier's webhooks, probes and pages. The server's routes know no case. */
export const isOfTheApi = (path: string): boolean => /^\/(api|fhir)\//i.test(path);
