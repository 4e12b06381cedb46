package dev.coffer.scripts.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.doctor.Finding.Level;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemHealth;
import dev.coffer.scripts.run.SystemPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor makes of what it sees. */
final class DoctorTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static List<Finding> wrong(List<Finding> found) {
        return found.stream().filter(finding -> finding.level() != Level.OK).toList();
    }

    private static void assertOne(List<Finding> found, Level level, String... says) {
        assertThat(wrong(found)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(level);
            assertThat(finding.what()).contains(says);
            assertThat(finding.fix()).isNotBlank();
        });
    }

    @Test
    void a_jdk_that_is_too_old() {
        assertOne(List.of(JdkLook.judge(21, "/opt/jdk-21")), Level.PROBLEM, "JDK 21", "/opt/jdk-21");
        assertThat(wrong(List.of(JdkLook.judge(25, "/opt/jdk-25"), JdkLook.look())))
                .isEmpty();
    }

    @Test
    void a_full_disk(@TempDir Path folder) {
        assertOne(List.of(DiskLook.judge(folder, 900L << 20)), Level.PROBLEM, "900 MiB", folder.toString());
        assertOne(List.of(DiskLook.judge(folder, 3_000L << 20)), Level.WARNING, "3000 MiB");
        assertThat(DiskLook.judge(folder, 90_000L << 20).level()).isEqualTo(Level.OK);
        assertThat(DiskLook.look(folder.resolve("not/there/yet")).what()).contains("MiB are free for");
    }

    @Test
    void a_port_that_somebody_has_and_who() throws IOException {
        SystemPorts free = SystemPorts.free();
        assertThat(wrong(PortLook.look(free))).isEmpty();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<Service, Integer> services = new EnumMap<>(free.services());
            services.put(Service.KYC, taken.getLocalPort());
            assertOne(
                    PortLook.look(new SystemPorts(services, free.gateway())),
                    Level.PROBLEM,
                    "Port " + taken.getLocalPort(),
                    "kyc-service",
                    "process "
                            + (Path.of("/proc/net/tcp").toFile().exists()
                                    ? ProcessHandle.current().pid()
                                    : ""));
        }
    }

    @Test
    void a_mongod_without_replica_set_and_one_in_another_time() {
        assertOne(
                MongoLook.judge("MongoDB at db:27017", new Document("localTime", Date.from(NOW)), NOW),
                Level.PROBLEM,
                "MongoDB at db:27017 is not a replica set");
        Document later = new Document("setName", "rs").append("localTime", Date.from(NOW.plusSeconds(90)));
        assertOne(MongoLook.judge("MongoDB at db:27017", later, NOW), Level.PROBLEM, "90000 ms");
        Document well = new Document("setName", "rs").append("localTime", Date.from(NOW.plusMillis(200)));
        assertThat(wrong(MongoLook.judge("MongoDB at db:27017", well, NOW))).isEmpty();
    }

    private static SystemHealth health(boolean isUp, String seen) {
        return new SystemHealth(List.of(
                new SystemHealth.Part("auth", 9001, isUp, "0.1.0", Map.of("mongodb", seen)),
                new SystemHealth.Part("gateway", 9999, true, "-", Map.of())));
    }

    @Test
    void a_part_that_is_not_ready_and_one_without_an_index() {
        assertOne(
                SystemLook.judge(health(false, "nobody answers")),
                Level.PROBLEM,
                "auth on port 9001",
                "nobody answers");
        assertOne(
                SystemLook.judge(health(true, "MongoDB at h:1, database a; indexes missing: users.email")),
                Level.PROBLEM,
                "auth",
                "users.email");
        assertThat(wrong(SystemLook.judge(health(true, "MongoDB at h:1, database a; indexes undeclared: a.b"))))
                .isEmpty();
    }

    @Test
    void a_service_that_the_gateway_does_not_know() {
        SystemHealth health = health(true, "");
        assertOne(SystemLook.registered(health, Set.of("me", "kycSagas")), Level.PROBLEM, "auth-service is up");
        assertThat(wrong(SystemLook.registered(health, Set.of("me", "authSagas"))))
                .isEmpty();
    }
}
