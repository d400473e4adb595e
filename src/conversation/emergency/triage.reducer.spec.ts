import type { Danger } from '../../calls/calls.types.js';
import { initialTriage, reduceTriage, type TriageEvent } from './triage.reducer.js';

/** What is found in the last of these turns. A line that begins with "agent:" is the agent's. */
function found(...turns: string[]): Danger | null {
  let triage = initialTriage;
  let danger: Danger | null = null;
  for (const turn of turns) {
    const event: TriageEvent = turn.startsWith('agent:')
      ? { type: 'agent_said', text: turn.slice(6).trim() }
      : { type: 'caller_said', text: turn };
    ({ state: triage, danger } = reduceTriage(triage, event));
  }
  return danger;
}

describe('words of danger', () => {
  it.each<[Danger, string]>([
    ['airway', "I can't breathe."],
    ['airway', "My son can't breathe, his face is all swollen!"],
    ['airway', 'She is having trouble breathing since the shot.'],
    ['airway', 'It is getting really hard to swallow.'],
    ['airway', "I can hardly swallow, and there's no fever."],
    ['airway', "I can't even swallow water"],
    ['airway', 'My throat is closing up'],
    ['airway', 'My husband has difficulty breathing and swallowing'],
    ['airway', 'I have no fever, but I have trouble swallowing.'],
    ['airway', "I'm short of breath and my jaw is swollen"],
    ['airway', 'No puedo respirar bien.'],
    ['airway', 'Mi hijo no puede tragar, ayúdeme por favor'],
    ['airway', 'Me cuesta mucho respirar'],
    ['airway', 'Tiene dificultad para tragar desde anoche'],
    ['bleeding', "I had a tooth pulled yesterday and it won't stop bleeding."],
    ['bleeding', "I can't get the bleeding to stop"],
    ['bleeding', 'It has been bleeding for three hours now'],
    ['bleeding', "It's still bleeding, I've gone through all the gauze"],
    ['bleeding', 'My mouth keeps filling with blood'],
    ['bleeding', "Last week I had a tooth out and now it won't stop bleeding."],
    ['bleeding', "There's blood everywhere"],
    ['bleeding', 'No deja de sangrar la muela que me sacaron'],
    ['bleeding', 'No puedo parar la sangre'],
    ['bleeding', 'Me sacaron una muela y sigue sangrando'],
    ['spreading_infection', 'My cheek is swollen and I have a fever.'],
    ['spreading_infection', 'I have a fever of 102 and my jaw is swelling'],
    ['spreading_infection', 'The swelling has reached my eye'],
    ['spreading_infection', 'My face is swollen down to my neck.'],
    ['spreading_infection', 'The swelling is moving into my throat'],
    ['spreading_infection', 'My eye is swollen shut from this tooth'],
    ['spreading_infection', 'My mouth is swollen shut'],
    ['spreading_infection', 'He has an abscess and he is running a temperature'],
    ['spreading_infection', 'My cheek has been swollen since last week and I have chills'],
    ['spreading_infection', 'Tengo la cara hinchada y fiebre'],
    ['spreading_infection', 'La hinchazón me llega hasta el ojo'],
    ['jaw_injury', 'I think I broke my jaw'],
    ['jaw_injury', "I got punched and I can't close my mouth"],
    ['jaw_injury', "He fell off his bike and now he can't open his mouth."],
    ['jaw_injury', 'My jaw is dislocated'],
    ['jaw_injury', 'Me pegaron y no puedo abrir la boca'],
    ['jaw_injury', 'Creo que tengo la mandíbula rota'],
    ['knocked_out_tooth', 'My daughter knocked her front tooth out'],
    ['knocked_out_tooth', 'My tooth got knocked out playing hockey'],
    ['knocked_out_tooth', 'He knocked out two teeth on the playground'],
    ['knocked_out_tooth', 'I fell off my bike and my tooth came out'],
    ['knocked_out_tooth', 'Someone punched my tooth out'],
    ['knocked_out_tooth', 'A mi hijo le tumbaron un diente'],
    ['knocked_out_tooth', 'Me caí y se me salió un diente'],
  ])('%s: %s', (danger, text) => expect(found(text)).toBe(danger));
});

describe('words that only sound like it', () => {
  it.each([
    'I can breathe fine.',
    'No trouble breathing or swallowing.',
    "I don't have any trouble swallowing",
    'My cheek is swollen but I have no fever and I can breathe fine.',
    'No fever, chills or swelling.',
    "I don't have a fever.",
    'My gums are a little swollen.',
    'My cheek is swollen.',
    'What if it starts bleeding?',
    'What if it swells and I get a fever?',
    'What should I do if the bleeding does not stop after the extraction?',
    'Can a tooth infection cause trouble breathing?',
    'Do you treat knocked out teeth?',
    'Last year I had swelling and a fever.',
    "Last year my throat closed up and I couldn't breathe",
    'When I was a kid I knocked out a tooth.',
    'I knocked out my front tooth ten years ago and now the crown is loose',
    'I have bleeding gums when I floss.',
    'My gums bleed a lot when I brush',
    'My gums keep bleeding when I brush my teeth',
    'My crown fell out.',
    'My filling got knocked out',
    'I chipped a tooth',
    'My son lost a baby tooth',
    'I want to be knocked out for my wisdom teeth',
    "My jaw clicks and I can't open my mouth wide",
    'My jaw hurts when I chew',
    'My teeth are sensitive to temperature',
    'I have hay fever and a swollen gum',
    'The bleeding has stopped.',
    'It stopped bleeding this morning',
    "The pain won't stop",
    'The swelling went down and there is no fever',
    "I can't breathe through my nose, I have a cold",
    'I have a sore throat and need to cancel my cleaning',
    'I have a fever, so I need to move my cleaning.',
    'I would like to book a cleaning.',
    'No tengo fiebre ni hinchazón',
    'Puedo respirar bien',
    'Me sangran las encías cuando me cepillo',
    '¿Qué pasa si me sangra mucho?',
    'El año pasado tuve la cara hinchada y fiebre',
    'Quisiera una cita para una limpieza',
  ])('%s', (text) => expect(found(text)).toBeNull());
});

describe('over several turns', () => {
  it.each<[Danger | null, string[]]>([
    ['spreading_infection', ['My cheek is swollen.', 'Since Monday.', 'And I have a fever, too.']],
    ['spreading_infection', ['I had a fever all night.', 'No, it is my cheek, it is swollen.']],
    ['spreading_infection', ['My gum is swollen.', 'Now it is going up to my eye.']],
    ['spreading_infection', ['My cheek is swollen.', 'agent: Do you have a fever?', 'Yes, I do.']],
    ['bleeding', ['I had a tooth out and it is bleeding.', "It just won't stop."]],
    ['bleeding', ['My gum is bleeding.', 'agent: Has the bleeding stopped?', 'No, not yet.']],
    ['airway', ['My face is swollen.', 'agent: Can you breathe and swallow?', 'Not really.']],
    ['airway', ['agent: Do you have a fever, or any trouble swallowing?', 'Yes.']],
    ['jaw_injury', ['I fell down the stairs.', "And I can't close my mouth."]],
    ['jaw_injury', ["I can't open my mouth.", 'A ball hit me in the face.']],
    ['knocked_out_tooth', ['My tooth came out.', 'I tripped and fell.']],
    [null, ['My cheek is swollen.', 'agent: Do you have a fever?', 'No.']],
    [null, ['My cheek is swollen.', 'agent: Can you breathe and swallow?', 'Yes, I can.']],
    [null, ['My cheek is swollen.', 'agent: Do you have a fever?', 'Yes, but no fever any more.']],
    [null, ['My cheek was swollen and it is gone. The swelling went down.', 'I have a fever.']],
    [null, ['My cheek is swollen.', 'No swelling any more.', 'A fever, though.']],
    [null, ['My tooth hurts.', "It won't stop."]],
    [null, ['agent: Do you have a fever, or any trouble swallowing?', 'No.']],
    [null, ['agent: Would you like to come on Monday?', 'Yes.']],
  ])('%s: %j', (danger, turns) => expect(found(...turns)).toBe(danger));

  it('takes the gravest of what is said at once', () => {
    expect(found("I knocked out a tooth, it won't stop bleeding, and I can't breathe")).toBe('airway');
    expect(found("I knocked out a tooth and it won't stop bleeding")).toBe('bleeding');
  });

  it('tells it once, and again only of what is said again', () => {
    expect(found("I can't breathe", 'Please hurry')).toBeNull();
    expect(found('My cheek is swollen and I have a fever', 'Okay.')).toBeNull();
  });
});

/** Written when the rules were done, to see what they make of words they were not made for. */
describe('words that nobody had in mind', () => {
  it.each<[Danger, string]>([
    ['airway', 'Please help, my wife says she feels like her throat is closing'],
    ['airway', 'my dad is choking and his tongue is huge'],
    ['airway', "It's like I'm not getting enough air, I can barely breathe"],
    ['airway', 'um so my kid has this infected molar and he is struggling to breathe'],
    ['airway', 'I cannot swallow my own spit anymore'],
    ['airway', 'Breathing is getting harder by the minute'],
    ['airway', 'siento que se me está cerrando la garganta'],
    ['airway', 'mi mamá se está ahogando'],
    ['airway', 'Casi no puedo tragar'],
    ['bleeding', 'They pulled two wisdom teeth this morning and the socket has not stopped bleeding'],
    ['bleeding', "I've been biting on gauze forever and the blood just keeps coming"],
    ['bleeding', "She won't stop bleeding from her gums after the surgery"],
    ['bleeding', 'he is bleeding really badly from the mouth'],
    ['bleeding', "the bleeding hasn't slowed down since noon"],
    ['bleeding', 'I am on blood thinners and my extraction site keeps bleeding'],
    ['bleeding', 'le sacaron una muela a mi papá y no para de sangrar'],
    ['bleeding', 'estoy sangrando mucho'],
    ['spreading_infection', "I woke up with half my face swollen and now I'm running a fever"],
    ['spreading_infection', 'my lower jaw is so swollen it is pushing into my neck'],
    ['spreading_infection', "the swelling started at my tooth and now it's under my chin and my eye is almost closed"],
    ['spreading_infection', 'My tongue is swelling up'],
    ['spreading_infection', "My little girl's cheek is huge and swollen, and her temperature is 103"],
    ['spreading_infection', 'mi hija tiene la mejilla muy hinchada y tiene calentura'],
    ['spreading_infection', 'se me hinchó el cuello por una muela'],
    ['jaw_injury', 'I was in a car accident and my jaw will not close'],
    ['jaw_injury', 'my brother got hit in the jaw with a baseball bat'],
    ['jaw_injury', 'I fainted, landed on my chin and my jaw popped out'],
    ['jaw_injury', 'choqué y no puedo cerrar la boca'],
    ['knocked_out_tooth', 'an elbow to the face at practice and his tooth is out, the whole tooth'],
    ['knocked_out_tooth', "my kid's permanent tooth just got knocked out at recess"],
    ['knocked_out_tooth', 'I tripped on the stairs and lost my front tooth'],
    ['knocked_out_tooth', 'I have my tooth here in my hand, it was knocked clean out'],
    ['knocked_out_tooth', 'jugando fútbol se le cayó un diente a mi hijo'],
  ])('%s: %s', (danger, text) => expect(found(text)).toBe(danger));

  it.each([
    "I'm not having any difficulty breathing, it's just a toothache",
    'He is breathing okay and there is no bleeding',
    'Is it normal to have swelling and a fever after an implant?',
    'I used to have trouble swallowing as a child',
    'My brother knocked out a tooth in high school',
    'I had an abscess and a fever two years ago',
    'How do I know if it will not stop bleeding?',
    'My hygienist said my gums bleed because I do not floss',
    'Hi, I need to cancel since I have the flu and a fever',
    'Can you put me down for a swollen gum, nothing serious, no temperature',
    'My wisdom tooth is coming out on Friday, right?',
    'The temporary cap on my tooth came out at lunch',
    'I broke my night guard, the one for my jaw',
    "I'm so nervous I can hardly speak",
    'My neck is stiff from the last appointment',
    'Will I be able to swallow after the numbing?',
    'The bleeding from yesterday is gone',
    'My tooth is killing me, the pain is spreading to my ear',
    'My son plays hockey and needs a mouth guard',
    'I fell behind on my payments',
    'Do you knock people out for root canals?',
    'Could an infection spread to my throat?',
    'My face was swollen last month, it is all good now',
    'no tengo problemas para respirar',
    'sin fiebre, solo un poco de dolor',
    'cuando era niño se me cayó un diente jugando',
    'la encía me sangra un poco al usar hilo dental',
    'tengo fiebre y quiero cambiar mi cita',
    'se me cayó la corona',
  ])('%s', (text) => expect(found(text)).toBeNull());
});
