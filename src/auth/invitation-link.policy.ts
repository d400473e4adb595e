/** The token stands behind `#`, which browsers send to nobody: it is in no log of ours or of a proxy. */
export const invitationLink = (publicUrl: string, token: string): string => `${publicUrl}/invitation#${token}`;
