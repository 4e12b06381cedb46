package dev.coffer.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.CofferCommand;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, as processes: up, used, killed, up again, down. */
class UpIT {

    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private Path home;

    private final int offset = freeOffset();

    @Test
    void after_a_kill_of_the_whole_process_everything_acknowledged_is_still_there() throws Exception {
        assertThat(coffer("up", "--detach", "--port-offset", String.valueOf(offset)))
                .isZero();
        long pid = state().pid();
        String url = SystemPorts.standard(offset).gatewayUrl();
        List<String> paid = new ArrayList<>();
        String annEmail;
        String annPassword;
        try (GatewayClient client = new GatewayClient(url)) {
            Person ann = Person.unknown(client, "ann").join("Ann");
            Person bob = Person.unknown(client, "bob").join("Bob");
            ann.deposit(ann.wallet("EUR"), "50.00", "EUR", UUID.randomUUID().toString())
                    .ok();
            bob.wallet("EUR");
            for (int i = 0; i < 20; i++) {
                paid.add(
                        ann.pay(null, bob.id(), "0.01", "EUR", UUID.randomUUID().toString())
                                .ok()
                                .text("/transferFunds/id"));
            }
            Person late = Person.unknown(client, "late");
            late.tryRegister("Late").ok();
            kill(pid);
            annEmail = ann.email();
            annPassword = ann.password();

            assertThat(coffer("up", "--detach", "--port-offset", String.valueOf(offset)))
                    .isZero();
            assertThat(late.login().wallet("EUR")).isNotBlank();
        }
        try (GatewayClient client = new GatewayClient(url)) {
            Person ann = new Person(client, annEmail, annPassword).login();
            for (String id : paid) {
                ann.ask("query T($id: ID!) { transfer(id: $id) { id } }", Map.of("id", id))
                        .ok();
            }
            assertThat(ann.balance("EUR")).isEqualByComparingTo("48.35");
        }
        assertThat(coffer("ledger", "verify")).isZero();
        assertThat(coffer(elsewhere(), "ledger", "verify")).isZero();
        assertThat(coffer("health", "--port-offset", String.valueOf(offset))).isZero();
        assertThat(coffer("down")).isZero();
        assertThat(coffer("health", "--port-offset", String.valueOf(offset))).isEqualTo(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void a_port_that_is_taken_is_named_before_anything_is_started() throws Exception {
        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(9002 + offset, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(coffer("up", "--detach", "--port-offset", String.valueOf(offset)))
                    .isEqualTo(1);
            assertThat(lastOutput()).contains(String.valueOf(9002 + offset), "payment");
            assertThat(Files.exists(home.resolve("stores"))).isFalse();
        }
    }

    @Test
    void a_wrong_call_exits_with_2_and_a_missing_system_with_1() throws Exception {
        assertThat(coffer("up", "--no-such-option")).isEqualTo(2);
        assertThat(coffer("test", "payment", "--port-offset", String.valueOf(offset)))
                .isEqualTo(1);
        assertThat(lastOutput()).contains("./coffer up");
        assertThat(coffer("ledger", "verify")).isEqualTo(1);
        assertThat(coffer("down")).isZero();
    }

    /** What a machine is told that runs no system itself. */
    private Map<String, String> elsewhere() {
        RunningState state = state();
        return Map.of(
                "COFFER_HOME", home.resolve("elsewhere").toString(),
                "COFFER_MONGODB_URI", state.mongoUri(),
                "COFFER_REDIS_URI", state.redisUri(),
                "COFFER_MASTER_KEY", new CofferHome(home).masterKey());
    }

    private int coffer(String... arguments) throws IOException, InterruptedException {
        return coffer(Map.of("COFFER_HOME", home.toString()), arguments);
    }

    private int coffer(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.forDevelopment());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CofferCommand.class.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(arguments) + " takes too long: " + lastOutput());
        }
        if (process.exitValue() != 0) {
            System.out.println(lastOutput());
        }
        return process.exitValue();
    }

    private String lastOutput() throws IOException {
        return Files.readString(home.resolve("output"));
    }

    private RunningState state() {
        RunningState state = RunningState.read(home.resolve("running.json"));
        if (state == null) {
            throw new AssertionError("Nothing is written down in running.json");
        }
        return state;
    }

    private static void kill(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Processes whose command line names this test's folder. */
    private List<String> leftovers() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(home.toString()))
                .toList();
    }

    /** What to move the usual ports up by, so that nobody is met. */
    static int freeOffset() {
        Random random = new Random();
        for (int attempt = 0; attempt < 100; attempt++) {
            int offset = 10_000 + random.nextInt(12_000);
            try {
                SystemPorts.standard(offset).requireFree(List.of(Service.values()));
                return offset;
            } catch (CommandFailed taken) {
                continue;
            }
        }
        throw new AssertionError("No free ports");
    }
}
