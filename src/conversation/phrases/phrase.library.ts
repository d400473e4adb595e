import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '../../config/project-root.js';
import { PHRASE_IDS, type PhraseId } from './phrase.types.js';

export const phrasesFolder = join(projectRoot, 'assets', 'phrases');

/** The catalogue as audio: µ-law 8 kHz. Read once, when the app is built: a missing file stops the start, not a call. */
@Injectable()
export class PhraseLibrary {
  private readonly audioById = new Map(PHRASE_IDS.map((id) => [id, readFileSync(join(phrasesFolder, `${id}.ulaw`))]));

  /** Not to be changed: every call gets the same bytes. */
  audio(id: PhraseId): Buffer {
    return this.audioById.get(id) ?? Buffer.alloc(0);
  }
}
