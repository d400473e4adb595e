/** A scenario of a caller with patience, who says all there is to say at once and answers whatever is asked again. */
export const patientScenario = (name: string, wish: string): string => `
name: ${name}
summary: Says all there is to say at once, and answers whatever is asked again.
group: faults
caller: { name: Anna Adler, number: '+15125550100', voice: rms }
patienceMs: 75000
rules:
  - hear: how (can|may) i help|can i do for you
    times: 3
    say: Hi, I would like to book a filling on ${wish}. My name is {name}.
  - hear: (what|which) (kind|type|sort|visit|service|appointment)
    times: 3
    say: A filling, please.
  - hear: when would|(what|which) (day|time)|day and time
    times: 3
    say: On ${wish}, please.
  - hear: which (one|of|works|would)|work for you
    times: 4
    say: The first one, please.
  - hear: (full|first|last) name|name please
    times: 3
    say: My name is {name}.
  - hear: say (that|it) again
    times: 3
    say: A filling on ${wish}, please.
  - hear: are you still there
    times: 3
    say: Yes, I am here.
  - hear: anything else
    times: 3
    say: No, thank you. Goodbye.
  - hear: after the (tone|beep)
    pauseMs: 1000
    say: This is {name}. Please call me back.
    hangUp: true
expect:
  outcome: booked
  appointment: { type: filling }
`;
