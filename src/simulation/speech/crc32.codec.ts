/** CRC-32 as in Ethernet and zip, one byte at a time: `crc = addToCrc32(crc, byte)` from `CRC32_START`. */
export const CRC32_START = 0xffffffff;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

export const addToCrc32 = (crc: number, byte: number): number => (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);

export const finishCrc32 = (crc: number): number => ~crc >>> 0;

export function crc32(bytes: Iterable<number>): number {
  let crc = CRC32_START;
  for (const byte of bytes) crc = addToCrc32(crc, byte);
  return finishCrc32(crc);
}
