import { AgentSettings } from './agent-profile.types.js';
import { warningsOf } from './settings-warnings.policy.js';

const fields = (settings: unknown) => warningsOf(AgentSettings.parse(settings)).map(({ field }) => field);

it.each<[unknown, string[]]>([
  [{}, []],
  [{ languages: ['en', 'es'], greetings: { en: "Hello, I'm an AI.", es: 'Hola, soy una IA.' } }, []],
  [{ languages: ['en', 'es'], greetings: { en: "Hello, I'm an AI.", es: 'Hola.' } }, ['/greetings/es']],
  [{ languages: ['en', 'es'], voices: { es: ['aura-2-celeste-es', 'aura-2-thalia-en'] } }, ['/voices/es/1']],
  // Nobody hears the voices of a language that is not spoken.
  [{ voices: { es: ['aura-2-thalia-en'] } }, []],
  [{ greetings: { es: 'Hola.' } }, ['/greetings/es']],
  [{ tools: ['take_message'] }, []],
  [{ tools: ['take_message', 'book_appointment'] }, ['/tools']],
  [{ tools: [] }, ['/tools']],
])('%j', (settings, expected) => {
  expect(fields(settings)).toEqual(expected);
});
