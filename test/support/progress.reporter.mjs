import { DefaultReporter } from '@jest/reporters';

const EVERY_MS = 5_000;

/** Of files that pass it says only how many there are, every few seconds: there are hundreds. Others are shown when they end, as Jest does. */
export default class ProgressReporter extends DefaultReporter {
  saidAtMs = performance.now();

  onTestResult(test, result, total) {
    super.onTestResult(test, result, total);
    const files = total.numPassedTestSuites + total.numFailedTestSuites + total.numPendingTestSuites;
    const nowMs = performance.now();
    // A terminal has Jest's own last lines, which count as they go.
    if (process.stderr.isTTY || (files < total.numTotalTestSuites && nowMs - this.saidAtMs < EVERY_MS)) return;
    this.saidAtMs = nowMs;
    const failed = total.numFailedTests ? `, ${total.numFailedTests} failed` : '';
    const seconds = Math.round((Date.now() - total.startTime) / 1000);
    const elapsed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    this.log(
      `${elapsed}  ${files} of ${total.numTotalTestSuites} files, ${total.numPassedTests} tests passed${failed}`,
    );
  }

  printTestFileHeader(path, config, result) {
    if (result.numFailingTests > 0 || result.testExecError || result.console?.length)
      super.printTestFileHeader(path, config, result);
  }
}
