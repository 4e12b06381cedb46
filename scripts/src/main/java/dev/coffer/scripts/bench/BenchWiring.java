package dev.coffer.scripts.bench;

import java.time.Clock;

/** Where the benchmarks get what a service would be given. */
final class BenchWiring {

    private BenchWiring() {}

    static Clock clock() {
        return Clock.systemUTC();
    }
}
