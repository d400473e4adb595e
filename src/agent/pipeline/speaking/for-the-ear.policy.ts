/** How a piece is given to the voice. What is shown stays as it was written. */
export function forTheEar(piece: string): string {
  return piece;
}
