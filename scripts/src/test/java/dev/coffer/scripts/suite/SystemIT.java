package dev.coffer.scripts.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedgerVerifier;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.config.ConfigCommand;
import dev.coffer.scripts.run.CofferHome;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole system in this JVM on real stores, used through its gateway; also while stores are killed under it. */
class SystemIT {

    private static final int CLIENTS = 4;
    private static final int ENOUGH_TRANSFERS = 40;
    private static final long LIMIT_SECONDS = 60;

    private static LocalSystem system;
    private static GatewayClient client;

    @BeforeAll
    static void start(@TempDir Path home) {
        system = LocalSystem.start(new LocalSystem.Request(
                new CofferHome(home), SystemPorts.free(), List.of(Service.values()), false, System.out::println));
        client = new GatewayClient(system.ports().gatewayUrl());
    }

    @AfterAll
    static void stop() {
        client.close();
        system.close();
    }

    private static Staff staff() {
        return new Staff(system::authSettings, () -> system.ports().url(Service.NOTIFICATION));
    }

    private static void assertPasses(Suite suite) {
        Suite.Result result = suite.run(step -> {});
        assertThat(result.steps())
                .allSatisfy(step -> assertThat(step.error()).as(step.name()).isNull());
        assertThat(result.passed()).isPositive();
    }

    /** In order: the last of them looks at the codes that all before it have met. */
    @TestFactory
    Stream<DynamicTest> every_suite_passes_and_together_they_provoke_every_code() {
        return Suites.named("all", client, staff()).stream()
                .map(suite -> DynamicTest.dynamicTest(suite.name(), () -> assertPasses(suite)));
    }

    @Test
    void the_config_command_changes_a_setting_and_shows_its_history() {
        Person admin = staff().join(Person.unknown(client, "config-admin"), "admin", "user");

        assertThat(config(admin, "get", "auth-service/password-tries")).contains("free", "DEFAULT", "from 1 to 1000");
        assertThat(config(admin, "set", "auth-service/password-tries", "free=12", "--reason", "a test"))
                .contains("version 1", "INSTALLATION");
        assertThat(config(admin, "history", "auth-service/password-tries"))
                .contains("free: (inherited) -> 12", "a test");
        assertThat(config(admin, "rollback", "auth-service/password-tries", "0", "--reason", "over"))
                .contains("version 2");
        assertThat(config(admin, "list", "--service", "payment-service")).contains("payment-service/fees");
        assertThat(config(admin, "get", "payment-service/fee")).contains("NOT_FOUND", "Did you mean");
        assertThat(config(admin, "set", "payment-service/fees", "deposit=x", "--reason", "a test"))
                .contains("SETTING_VALUE_INVALID");
    }

    private static String config(Person admin, String... arguments) {
        StringWriter printed = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", system.ports().gatewayUrl()));
        all.addAll(List.of("--email", admin.email(), "--password", admin.password()));
        new CommandLine(new ConfigCommand())
                .setOut(new PrintWriter(printed))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getOut().println(failure.getMessage());
                    return 1;
                })
                .execute(all.toArray(String[]::new));
        return printed.toString();
    }

    @Test
    void a_suite_says_which_step_failed_and_why() {
        Suite.Result result = new Suite("guilty")
                .step("this holds", () -> Check.equal(1, 1, "one"))
                .step("this does not", () -> Check.equal(1, 2, "the number"))
                .run(step -> {});
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.steps().get(1).error()).isEqualTo("the number: expected 1 but it was 2");
        assertThat(JUnitXml.of(result)).contains("failures=\"1\"", "the number: expected 1");
    }

    @Test
    void no_acknowledged_transfer_is_lost_when_mongod_is_killed_in_mid_load() {
        new Load().run(() -> {
            system.stores().mongo().killHard();
            system.stores().mongo().restart();
        });
    }

    @Test
    void money_moves_on_and_every_new_user_gets_a_wallet_when_redis_is_killed_and_comes_back_empty() {
        new Load().run(() -> {
            system.stores().redis().killHard();
            system.stores().redis().restartEmpty();
        });
    }

    /** Clients that pay each other for a while, a fault in the middle of it, and what must hold afterwards. */
    private static final class Load {

        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final CountDownLatch enough = new CountDownLatch(ENOUGH_TRANSFERS);
        private final Person payer = Person.unknown(client, "payer").join("Payer");
        private final Person payee = Person.unknown(client, "payee").join("Payee");

        void run(Runnable fault) {
            payer.deposit(
                            payer.wallet("EUR"),
                            "1000.00",
                            "EUR",
                            UUID.randomUUID().toString())
                    .ok();
            payee.wallet("EUR");
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    threads.execute(this::payUntilOver);
                }
                awaitEnough();
                fault.run();
                awaitOneMore();
                isOver.set(true);
            }
            verify();
        }

        private void payUntilOver() {
            while (!isOver.get()) {
                pay(UUID.randomUUID().toString());
            }
        }

        /** Pays a cent; repeats with the same key until there is an answer, as a client does who got none. */
        private void pay(String key) {
            while (!isOver.get()) {
                try {
                    var answer = payer.pay(null, payee.id(), "0.01", "EUR", key);
                    if (!answer.hasErrors()) {
                        acknowledged.add(answer.text("/transferFunds/id"));
                        enough.countDown();
                        return;
                    }
                } catch (GatewayClient.NoAnswer e) {
                    Thread.onSpinWait();
                }
            }
        }

        private void awaitEnough() {
            try {
                assertThat(enough.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        private void awaitOneMore() {
            int before = acknowledged.size();
            Person.await("a transfer after the fault", () -> acknowledged.size() > before + CLIENTS);
        }

        private void verify() {
            Person newcomer = Person.unknown(client, "newcomer").join("Newcomer");
            assertThat(newcomer.wallet("EUR")).isNotBlank();
            List<String> ids = new ArrayList<>(acknowledged);
            assertThat(ids).doesNotHaveDuplicates();
            for (String id : ids) {
                assertThat(payer.ask("query T($id: ID!) { transfer(id: $id) { id } }", Map.of("id", id))
                                .ok()
                                .text("/transfer/id"))
                        .isEqualTo(id);
            }
            long paid = payee.balance("EUR").movePointRight(2).longValueExact();
            // What was under way when the clients stopped may have happened without an answer, once for each client.
            assertThat(paid).isBetween((long) ids.size(), (long) ids.size() + CLIENTS);
            try (MongoClient mongo = MongoClients.open(system.stores().mongoUri(), "test")) {
                LedgerVerifier.Report report =
                        new MongoLedgerVerifier(mongo, "payment_service", Currencies.builtIn()).verify();
                assertThat(report.flaws()).isEmpty();
                assertThat(report.entries()).isGreaterThan(2L * ids.size());
            }
        }
    }
}
