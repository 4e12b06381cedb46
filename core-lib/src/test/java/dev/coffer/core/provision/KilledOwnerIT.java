package dev.coffer.core.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after {@code kill -9} of the JVM that started the stores: nothing, one way or the other. */
final class KilledOwnerIT {
    private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<ProcessHandle> started = new ArrayList<>();
    private final List<String> banner = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void the_supervisors_end_the_stores_of_a_killed_owner_and_the_data_is_there_for_the_next_start() throws Exception {
        Owner owner = startOwner();

        owner.process().destroyForcibly();

        await().atMost(SUPERVISOR_LIMIT)
                .until(() -> !owner.mongod().isAlive() && !owner.redis().isAlive());
        try (LocalStores stores = LocalStores.start(request())) {
            assertThat(stores.mongo().pid()).isNotEqualTo(owner.mongod().pid());
            assertThat(banner).noneMatch(line -> line.startsWith("Ended"));
        }
    }

    @Test
    void the_next_start_ends_what_is_left_when_the_supervisors_were_killed_too() throws Exception {
        Owner owner = startOwner();
        killSupervisor(owner.mongod());
        killSupervisor(owner.redis());
        owner.process().destroyForcibly().waitFor();
        assertThat(owner.mongod().isAlive()).isTrue();

        try (LocalStores stores = LocalStores.start(request())) {
            assertThat(owner.mongod().isAlive()).isFalse();
            assertThat(owner.redis().isAlive()).isFalse();
            assertThat(stores.mongo().pid()).isNotEqualTo(owner.mongod().pid());
            assertThat(banner)
                    .anyMatch(line -> line.contains("Ended")
                            && line.contains("pid " + owner.mongod().pid()))
                    .anyMatch(line -> line.contains("Ended")
                            && line.contains("pid " + owner.redis().pid()));
        }
    }

    @Test
    void a_stranger_who_got_a_recorded_pid_is_left_alone() throws Exception {
        Process stranger = new ProcessBuilder("/bin/sleep", "300").start();
        started.add(stranger.toHandle());
        Files.createDirectories(folder.resolve("redis"));
        new ProcessRecord(Path.of("/bin/sleep"), stranger.pid(), Instant.parse("2026-01-01T00:00:00Z"))
                .write(folder.resolve("redis/server.process"));

        try (LocalStores stores = LocalStores.start(request())) {
            assertThat(stores.redis().pid()).isNotEqualTo(stranger.pid());
        }

        assertThat(stranger.isAlive()).isTrue();
    }

    /** @param process the JVM @param mongod its child @param redis its child */
    private record Owner(Process process, ProcessHandle mongod, ProcessHandle redis) {}

    private Owner startOwner() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process.toHandle());
        @SuppressWarnings("resource") // belongs to the process, which this test kills
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("pids ")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the owner ended before its stores were up");
        }
        String[] words = line.split(" ", -1);
        Owner owner = new Owner(process, handle(words[1]), handle(words[2]));
        started.add(owner.mongod());
        started.add(owner.redis());
        return owner;
    }

    private static ProcessHandle handle(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** The watcher first: the supervisor does not notice that, and the server goes on without either. */
    private static void killSupervisor(ProcessHandle server) {
        ProcessHandle supervisor = server.parent().orElseThrow();
        for (ProcessHandle child : supervisor.children().toList()) {
            if (child.pid() != server.pid()) {
                child.destroyForcibly();
                await().until(() -> !child.isAlive());
            }
        }
        supervisor.destroyForcibly();
        await().until(() -> !supervisor.isAlive());
    }

    private StoreRequest request() {
        return StoreRequest.in(folder)
                .withEnvironment(OwnerProcess.machineWithoutGivenStores())
                .withBanner(line -> {
                    synchronized (banner) {
                        banner.add(line);
                    }
                });
    }
}
