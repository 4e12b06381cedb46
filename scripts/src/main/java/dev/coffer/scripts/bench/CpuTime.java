package dev.coffer.scripts.bench;

import java.time.Duration;

/** What this JVM and the stores that it started have used of the processors. */
final class CpuTime {

    private final long mongodPid;
    private final long redisPid;

    CpuTime(long mongodPid, long redisPid) {
        this.mongodPid = mongodPid;
        this.redisPid = redisPid;
    }

    /** By process, since each started; zero for one where the platform does not tell. */
    record Spent(Duration jvm, Duration mongod, Duration redis) {

        Spent minus(Spent before) {
            return new Spent(jvm.minus(before.jvm), mongod.minus(before.mongod), redis.minus(before.redis));
        }

        Duration total() {
            return jvm.plus(mongod).plus(redis);
        }
    }

    Spent spent() {
        return new Spent(of(ProcessHandle.current().pid()), of(mongodPid), of(redisPid));
    }

    private static Duration of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
