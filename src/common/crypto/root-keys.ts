import { hkdfSync } from 'node:crypto';
import type { AppConfig } from '../../config/app-config.js';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm.js';
import { EncryptionKeyMissingError, SealBrokenError } from './crypto.errors.js';

/** What root keys are used for. Each purpose has keys of its own, derived from them. */
export type RootPurpose = 'clinic_keys' | 'audit' | 'audit_heads' | 'accounts';

const SEALED = /^r1\.([\w-]{1,32})\.([\w-]+)$/;

/**
 * The keys of ENCRYPTION_KEYS, which are never in the database: they wrap the clinics' data keys, sign audit trails and
 * seal what belongs to no clinic. The first one is current.
 */
export class RootKeys {
  private readonly derived = new Map<string, Buffer>();

  constructor(private readonly keys: AppConfig['encryptionKeys']) {}

  get currentId(): string {
    return this.keys[0].id;
  }

  /** Of keys that only open what they have sealed. */
  get otherIds(): string[] {
    return this.keys.slice(1).map(({ id }) => id);
  }

  has(id: string): boolean {
    return this.keys.some((key) => key.id === id);
  }

  /** `r1.<key id>.<base64url>`. `place` says where it is kept: sealed for one place, it opens in no other. */
  seal(purpose: RootPurpose, place: string, plain: Buffer): string {
    return `r1.${this.currentId}.${encrypt(this.derive(purpose, this.currentId), place, plain)}`;
  }

  /** @throws EncryptionKeyMissingError, SealBrokenError */
  open(purpose: RootPurpose, place: string, sealed: string): Buffer {
    const [, id, content] = SEALED.exec(sealed) ?? [];
    if (!id || !content) throw new SealBrokenError(place);
    const key = this.derive(purpose, id);
    try {
      return decrypt(key, place, content);
    } catch {
      throw new SealBrokenError(place);
    }
  }

  /**
   * 32 bytes for one purpose (HKDF-SHA-256, RFC 5869).
   * @throws EncryptionKeyMissingError
   */
  derive(purpose: RootPurpose, id = this.currentId): Buffer {
    const name = `${purpose}.${id}`;
    const known = this.derived.get(name);
    if (known) return known;
    const root = this.keys.find((key) => key.id === id);
    if (!root) throw new EncryptionKeyMissingError(id);
    const key = Buffer.from(hkdfSync('sha256', root.key, '', `crownline ${purpose} v1`, KEY_BYTES));
    this.derived.set(name, key);
    return key;
  }
}

/** Under which root key something was sealed; null when it is nothing that was. */
export const rootKeyIdOf = (sealed: string): string | null => SEALED.exec(sealed)?.[1] ?? null;
