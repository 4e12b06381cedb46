package dev.coffer.scripts.suite;

import java.time.Clock;

/** What the suites stand on. */
final class SuiteWiring {

    private SuiteWiring() {}

    /** Authenticator apps go by the real time, as the system does. */
    static Clock clock() {
        return Clock.systemUTC();
    }
}
