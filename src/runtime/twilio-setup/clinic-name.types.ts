export interface ClinicName {
  id: string;
  name: string;
}
