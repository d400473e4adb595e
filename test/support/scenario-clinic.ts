import { SystemClock } from '../../src/common/clock/clock.js';
import { CarrierStandIn } from '../../src/runtime/carrier-stand-in.js';
import { DEMO_PROFILE } from '../../src/runtime/demo-clinic.data.js';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import type { Scenario } from '../../src/simulation/caller/scenario.types.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { freePort } from './free-port.js';
import { ShiftedClock } from './shifted-clock.js';
import { ACCOUNT_SID, API_KEY, AUTH_TOKEN, startLine, type TestLine } from './test-line.js';

/** The demo clinic with its line set up in one way: a server, a database and a carrier of its own. */
export class ScenarioClinic {
  static async open(agentUrl: string, speech: Speech, setup: Scenario['clinic'] = {}): Promise<ScenarioClinic> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const account = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, publicUrl: url, localUrl: url };
    const carrier = await CarrierStandIn.open(account, DEMO_PROFILE.number, { clock: new SystemClock(), speech });
    const line = await startLine({ agentUrl, port, carrierUrl: carrier.apiUrl, clock: ShiftedClock.atNoon() });
    await line.database.clinic.updateMany({ data: setup });
    const station = new CallStation(
      {
        url,
        twilioAccountSid: ACCOUNT_SID,
        twilioAuthToken: AUTH_TOKEN,
        clinicNumber: line.clinicNumber,
        deskNumber: DEMO_PROFILE.deskNumber,
        carrierApiUrl: carrier.apiUrl,
        apiKey: API_KEY,
      },
      { speech },
    );
    return new ScenarioClinic(line, station, carrier);
  }

  private constructor(
    readonly line: TestLine,
    readonly station: CallStation,
    private readonly carrier: CarrierStandIn,
  ) {}

  async close(): Promise<void> {
    await this.station.close();
    await this.line.close();
    await this.carrier.close();
  }
}
