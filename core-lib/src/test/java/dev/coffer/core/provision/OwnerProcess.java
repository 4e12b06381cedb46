package dev.coffer.core.provision;

import dev.coffer.core.provision.install.HostEnvironment;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that owns stores, for tests that kill it: prints the pids of its stores, then waits to be killed. */
final class OwnerProcess {
    private OwnerProcess() {}

    public static void main(String[] arguments) throws Exception {
        LocalStores stores =
                LocalStores.start(StoreRequest.in(Path.of(arguments[0])).withEnvironment(machineWithoutGivenStores()));
        System.out.println("pids " + stores.mongo().pid() + " " + stores.redis().pid());
        System.out.flush();
        new CountDownLatch(1).await();
    }

    /** These tests kill stores, so they never use one that the environment gives. */
    static HostEnvironment machineWithoutGivenStores() {
        return HostEnvironment.current().without(HostEnvironment.MONGODB_URI).without(HostEnvironment.REDIS_URI);
    }
}
