package dev.coffer.scripts.bench;

import java.time.Duration;
import java.util.List;

/** What this JVM and the stores that it started have used of the processors. */
final class CpuTime {

    private final List<Long> pids;

    /** @param storePids of the stores' processes */
    CpuTime(List<Long> storePids) {
        this.pids = List.copyOf(storePids);
    }

    /** Since each of them started; zero for one where the platform does not tell. */
    Duration spent() {
        Duration spent = of(ProcessHandle.current());
        for (long pid : pids) {
            spent = spent.plus(ProcessHandle.of(pid).map(CpuTime::of).orElse(Duration.ZERO));
        }
        return spent;
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
