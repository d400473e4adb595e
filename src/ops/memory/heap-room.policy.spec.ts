import { execFileSync } from 'node:child_process';
import { isNearlyFull, takenOf } from './heap-room.policy.js';

const MEBIBYTE = 1024 * 1024;
const partsOf = (oldMebibytes: number, youngMebibytes: number) => [
  { space_name: 'old_space', space_used_size: (oldMebibytes / 2) * MEBIBYTE },
  { space_name: 'large_object_space', space_used_size: (oldMebibytes / 2) * MEBIBYTE },
  { space_name: 'new_space', space_used_size: youngMebibytes * MEBIBYTE },
  { space_name: 'new_large_object_space', space_used_size: youngMebibytes * MEBIBYTE },
];

it('looks at old objects in the room that is for them', () => {
  expect(takenOf(partsOf(200, 30), 448 * MEBIBYTE)).toBe(0.5);
});

it('finds a heap nearly full at 85 percent, and not before', () => {
  expect(isNearlyFull(takenOf(partsOf(339, 48), 448 * MEBIBYTE))).toBe(false);
  expect(isNearlyFull(takenOf(partsOf(340, 0), 448 * MEBIBYTE))).toBe(true);
});

it('never finds one nearly full that has nothing in it', () => {
  expect(isNearlyFull(takenOf(partsOf(0, 0), 0))).toBe(false);
});

it('knows how much V8 sets aside for young objects', () => {
  const print = 'process.stdout.write(String(require("node:v8").getHeapStatistics().heap_size_limit))';
  const limitBytes = Number(
    execFileSync(process.execPath, ['--max-old-space-size=384', '-e', print], { env: {} }).toString(),
  );
  expect(takenOf(partsOf(384, 0), limitBytes)).toBe(1);
});
