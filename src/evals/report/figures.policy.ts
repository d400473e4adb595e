/** Figures for people. A share that is not whole never reads as none or all. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)} %`;
}

export const rounded = (value: number): string => value.toFixed(1);

export const milliseconds = (ms: number | null): string => (ms === null ? '-' : `${Math.round(ms)} ms`);
