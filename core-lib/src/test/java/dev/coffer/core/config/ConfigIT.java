package dev.coffer.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoClient;
import dev.coffer.core.config.ChangeSettings.Intent;
import dev.coffer.core.config.SettingResult.Changed;
import dev.coffer.core.config.SettingResult.Refused;
import dev.coffer.core.config.SettingVersion.FieldChange;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestStores;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** The room on a real MongoDB: what one process changes, others have. */
@ExtendWith(StoresExtension.class)
final class ConfigIT {

    /** Generous for a slow machine; the promise is one second, and what was measured is printed. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final MasterKey MASTER_KEY = MasterKey.generate(new SecureRandom());
    private static final String ADMIN = "user-of-an-admin";

    private final String database;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final MutableClock clock = MutableClock.atStandardTime();

    ConfigIT(@FreshDatabase String database) {
        this.database = database;
    }

    /** One process: its own client, its own reader. */
    private final class Process {

        final MongoClient client;
        final MongoSettings store;
        final LiveSettings live;
        final Setting<SampleSettings> sample;
        final FindSettings find;
        final ChangeSettings change;

        Process(String mongoUri) {
            client = MongoClients.open(mongoUri, "config-test");
            store = new MongoSettings(client, database);
            SettingSeal seal = new SettingSeal(() -> new Seal(MASTER_KEY, SettingSeal.PURPOSE, new SecureRandom()));
            live = new LiveSettings("sample", store, seal, ConfigLimits.DEFAULT, clock);
            sample = live.declare(SampleSettings.class, SampleSettings.KEY, "For tests.");
            find = new FindSettings(store);
            change = new ChangeSettings(store, find, seal, SettingWitness.NONE, clock);
            opened.add(client);
            opened.add(live);
        }

        Process start() {
            live.start();
            return this;
        }

        Process following() {
            start();
            await().atMost(BOUND).until(() -> live.health().isFollowing());
            return this;
        }

        SettingResult set(@Nullable String tenant, Map<String, @Nullable String> values) {
            return change.set(intent(tenant, version(tenant)), values);
        }

        long version(@Nullable String tenant) {
            return state(tenant).version();
        }

        SettingState state(@Nullable String tenant) {
            return find.state(sample.declaration(), tenant);
        }
    }

    private static Intent intent(@Nullable String tenant, long expected) {
        return new Intent(new SettingScope(SampleSettings.KEY, tenant), expected, ADMIN, "because of a test");
    }

    private Process process() {
        return new Process(TestStores.mongoUri());
    }

    @BeforeEach
    void clear() {
        try (MongoClient client = MongoClients.open(TestStores.mongoUri(), "config-test")) {
            client.getDatabase(database).drop();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
        opened.clear();
    }

    private static Refused refused(SettingResult result) {
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }

    private static SettingState changed(SettingResult result) {
        assertThat(result).isInstanceOf(Changed.class);
        return ((Changed) result).state();
    }

    private static void awaitPercent(Process process, String percent) {
        await().pollInterval(Duration.ofMillis(1))
                .atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(process.sample.ofInstallation().percent()).isEqualByComparingTo(percent));
    }

    @Test
    void a_change_reaches_every_running_process_within_the_bound() {
        Process one = process().following();
        Process other = process().following();
        List<Long> millis = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            long begin = System.nanoTime();
            changed(one.set(null, Map.of("percent", "3." + i + "1")));
            awaitPercent(other, "3." + i + "1");
            millis.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            awaitPercent(one, "3." + i + "1");
        }
        millis.sort(null);
        System.out.println("from before the change to seen in another process: median " + millis.get(10) + " ms, most "
                + millis.getLast() + " ms");
        assertThat(other.sample.of("acme").percent()).isEqualByComparingTo("3.201");
        assertThat(other.live.health().problems()).isEmpty();
    }

    @Test
    void a_rollback_restores_the_former_value_and_leaves_both_in_the_history() {
        Process process = process().following();
        changed(process.set(null, Map.of("percent", "3.5", "most", "20")));
        clock.advance(Duration.ofHours(1));
        changed(process.set(null, Map.of("percent", "99")));
        clock.advance(Duration.ofHours(1));

        SettingState restored = changed(process.change.rollback(intent(null, 2), 1));

        assertThat(restored.version()).isEqualTo(3);
        awaitPercent(process, "3.5");
        List<SettingVersion> history =
                process.find.versions(SettingScope.installation(SampleSettings.KEY), null, true, 10);
        assertThat(history).extracting(SettingVersion::number).containsExactly(3L, 2L, 1L);
        assertThat(history.get(0).change().restored()).isEqualTo(1);
        assertThat(history.get(0).change().diff()).containsExactly(new FieldChange("percent", "99", "3.5"));
        assertThat(history.get(1).change().diff()).containsExactly(new FieldChange("percent", "3.5", "99"));
        assertThat(history.get(1).change().changedBy()).isEqualTo(ADMIN);
        assertThat(history.get(1).change().reason()).isEqualTo("because of a test");
        assertThat(history.get(1).change().changedAt())
                .isEqualTo(clock.instant().minus(Duration.ofHours(1)));
        SettingState none = changed(process.change.rollback(intent(null, 3), 0));
        assertThat(none.fields()).allMatch(field -> field.source() == SettingSource.DEFAULT);
        assertThat(refused(process.change.rollback(intent(null, 4), 17)).code())
                .isEqualTo(SettingRefusal.SETTING_VERSION_UNKNOWN);
    }

    @Test
    void of_changes_made_up_from_the_same_version_one_wins() {
        Process process = process().following();
        changed(process.set(null, Map.of("percent", "1")));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<SettingResult>> asked = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Map<String, String> values = Map.of("percent", "2." + i + "1");
                asked.add(CompletableFuture.supplyAsync(
                        () -> process.change.set(intent(null, 1), new HashMap<>(values)), threads));
            }
            List<SettingResult> results =
                    asked.stream().map(CompletableFuture::join).toList();
            assertThat(results).filteredOn(Changed.class::isInstance).hasSize(1);
            assertThat(results)
                    .filteredOn(Refused.class::isInstance)
                    .hasSize(15)
                    .allMatch(result -> refused(result).code() == SettingRefusal.SETTING_VERSION_CONFLICT);
        }
        assertThat(process.version(null)).isEqualTo(2);
        assertThat(process.find.versions(SettingScope.installation(SampleSettings.KEY), null, true, 10))
                .hasSize(2);
    }

    @Test
    void two_first_changes_at_once_do_not_both_win() {
        Process process = process().following();
        changed(process.change.set(intent("acme", 0), new HashMap<>(Map.of("percent", "1"))));

        Refused second = refused(process.change.set(intent("acme", 0), new HashMap<>(Map.of("percent", "2"))));

        assertThat(second.code()).isEqualTo(SettingRefusal.SETTING_VERSION_CONFLICT);
        assertThat(second.message()).contains("version 1", ADMIN);
    }

    @Test
    void a_secret_is_never_in_clear_in_the_store_the_logs_or_what_is_shown() {
        String secret = "correct-horse-battery-staple";
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.start();
        root.addAppender(lines);
        try {
            Process process = process().following();
            SettingState state = changed(process.set("acme", Map.of("apiKey", secret)));
            await().atMost(BOUND)
                    .until(() -> process.sample.of("acme").apiKey().reveal().equals(secret));
            assertThat(refused(process.set("acme", Map.of("apiKey", "short"))).message())
                    .doesNotContain("short");
            changed(process.set("acme", Map.of("percent", "7")));
            changed(process.set("acme", Map.of("apiKey", "another-secret-altogether")));
            SettingState back = changed(process.change.rollback(intent("acme", 3), 2));
            await().atMost(BOUND)
                    .until(() -> process.sample.of("acme").apiKey().reveal().equals(secret));

            assertThat(process.sample.of("acme").toString() + state + back).doesNotContain(secret);
            assertThat(process.sample.ofInstallation().apiKey().isSet()).isFalse();
            assertThat(dump(process)).contains("masterKeyId").doesNotContain(secret, base64(secret), "another-secret");
            List<SettingVersion> history =
                    process.find.versions(new SettingScope(SampleSettings.KEY, "acme"), null, true, 10);
            assertThat(history.getFirst().change().diff()).containsExactly(new FieldChange("apiKey", "***", "***"));
            assertThat(history.getLast().change().diff()).containsExactly(new FieldChange("apiKey", null, "***"));
        } finally {
            root.detachAppender(lines);
        }
        assertThat(lines.list).isNotEmpty();
        assertThat(lines.list).noneMatch(line -> line.getFormattedMessage().contains(secret));
        assertThat(lines.list).noneMatch(line -> line.getFormattedMessage().contains("another-secret"));
    }

    private String dump(Process process) {
        StringBuilder all = new StringBuilder();
        for (String name : process.client.getDatabase(database).listCollectionNames()) {
            for (Document document :
                    process.client.getDatabase(database).getCollection(name).find()) {
                all.append(document.toJson()).append('\n');
            }
        }
        return all.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_secret_that_was_moved_to_another_tenant_does_not_open_and_the_old_value_stays() {
        Process process = process().following();
        changed(process.set("acme", Map.of("apiKey", "secret-of-acme")));
        Document stolen = process.client
                .getDatabase(database)
                .getCollection(MongoSettings.CURRENT)
                .find(new Document("tenantId", "acme"))
                .first();
        assertThat(stolen).isNotNull();
        stolen.append("_id", SampleSettings.KEY + "|thief").append("tenantId", "thief");

        process.client
                .getDatabase(database)
                .getCollection(MongoSettings.CURRENT)
                .insertOne(stolen);

        await().atMost(BOUND).until(() -> !process.live.health().problems().isEmpty());
        assertThat(process.sample.of("thief").apiKey().isSet()).isFalse();
        assertThat(process.live.health().problems().getFirst()).contains("thief", "changed or moved");
    }

    @Test
    void a_tenant_has_its_own_value_until_it_gives_it_back() {
        Process process = process().following();
        changed(process.set(null, Map.of("percent", "3")));
        SettingState own = changed(process.set("acme", Map.of("percent", "4")));
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(process.sample.of("acme").percent()).isEqualByComparingTo("4");
            assertThat(process.sample.of("main").percent()).isEqualByComparingTo("3");
        });
        assertThat(own.fields())
                .filteredOn(field -> field.declaration().name().equals("percent"))
                .allMatch(field -> field.source() == SettingSource.TENANT && "4".equals(field.value()));
        assertThat(own.fields())
                .as("what tenants cannot have is not theirs to see")
                .noneMatch(field -> field.declaration().name().equals("most"));

        changed(process.set(null, Map.of("longest", "10m")));
        Map<String, @Nullable String> nothing = new HashMap<>();
        nothing.put("percent", null);
        changed(process.set("acme", nothing));

        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(process.sample.of("acme").percent()).isEqualByComparingTo("3");
            assertThat(process.sample.of("acme").longest()).isEqualTo(Duration.ofMinutes(10));
        });
        assertThat(refused(process.set("acme", Map.of("most", "3"))))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(SettingRefusal.SETTING_NOT_PER_TENANT))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("values.most"));
    }

    @Test
    void a_change_for_all_that_would_break_a_tenants_values_is_refused_naming_the_tenant() {
        Process process = process().following();
        changed(process.set("acme", Map.of("first", "4m")));

        Refused refused = refused(process.set(null, Map.of("longest", "2m")));

        assertThat(refused.code()).isEqualTo(SettingRefusal.SETTING_VALUE_INVALID);
        assertThat(refused.message()).contains("acme", "first 4m exceeds longest, which is 2m");
    }

    @Test
    void a_bad_change_is_refused_naming_the_field_and_what_would_be_right() {
        Process process = process().following();

        Refused refused = refused(process.set(null, Map.of("percent", "101")));

        assertThat(refused.code()).isEqualTo(SettingRefusal.SETTING_VALUE_INVALID);
        assertThat(refused.field()).isEqualTo("values.percent");
        assertThat(refused.message()).contains("percent", "101", "from 0 to 100");
        assertThat(refused(process.set(null, Map.of("percnt", "1"))).message()).contains("Did you mean percent?");
        assertThat(refused(process.change.set(
                                new Intent(SettingScope.installation("sample-service/sampel"), 0, ADMIN, "why not"),
                                new HashMap<>(Map.of("percent", "1"))))
                        .message())
                .contains("Did you mean sample-service/sample?");
        assertThat(process.version(null)).isZero();
        changed(process.set(null, Map.of("percent", "3")));
        assertThat(refused(process.set(null, Map.of("percent", "3.00"))).code())
                .isEqualTo(SettingRefusal.SETTING_UNCHANGED);
    }

    @Test
    void a_process_that_starts_has_what_was_set_before() {
        Process former = process().following();
        changed(former.set(null, Map.of("percent", "3.5")));
        former.live.close();

        Process next = process().start();

        assertThat(next.sample.ofInstallation().percent()).isEqualByComparingTo("3.5");
    }

    @Test
    void while_the_store_is_killed_the_last_values_hold_and_afterwards_changes_arrive_again() {
        Process process = process().following();
        changed(process.set(null, Map.of("percent", "3.5")));
        awaitPercent(process, "3.5");

        TestStores.mongo().killHard();
        assertThat(process.sample.ofInstallation().percent()).isEqualByComparingTo("3.5");
        TestStores.mongo().restart();

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> process.version(null) == 1);
        changed(process.set(null, Map.of("percent", "4.5")));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(process.sample.ofInstallation().percent()).isEqualByComparingTo("4.5"));
    }

    @Test
    void without_a_store_a_process_starts_on_its_defaults_and_its_health_says_so() {
        Process alone =
                new Process("mongodb://127.0.0.1:" + TestPorts.free() + "/?serverSelectionTimeoutMS=200").start();

        assertThat(alone.sample.ofInstallation().percent()).isEqualByComparingTo("2.9");
        assertThat(alone.live.health().lastRead()).isNull();
        assertThat(alone.live.health().isFollowing()).isFalse();
    }

    @Test
    void what_is_decided_by_it_is_not_known_before_the_store_was_read_whatever_the_default() {
        Process alone = new Process("mongodb://127.0.0.1:" + TestPorts.free() + "/?serverSelectionTimeoutMS=200");
        alone.sample.onceRead();
        alone.start();
        for (ThrowingCallable question :
                List.<ThrowingCallable>of(() -> alone.sample.of("acme"), () -> alone.sample.ofInstallation())) {
            assertThatExceptionOfType(CodedException.class)
                    .isThrownBy(question)
                    .extracting(CodedException::code)
                    .isEqualTo(CommonError.UNAVAILABLE);
        }
        assertThat(alone.sample.isRead()).isFalse();

        // Also where nothing was ever set: then the default is what holds.
        Process process = process();
        process.sample.onceRead();
        process.start();
        assertThat(process.sample.of("acme").percent()).isEqualByComparingTo("2.9");
        assertThat(process.sample.isRead()).isTrue();
    }

    @Test
    void a_stored_value_that_a_newer_version_no_longer_allows_leaves_the_default_and_is_told() {
        Process process = process().following();
        changed(process.set(null, Map.of("percent", "60")));
        LiveSettings newer = new LiveSettings(
                "sample",
                process.store,
                new SettingSeal(() -> new Seal(MASTER_KEY, SettingSeal.PURPOSE, new SecureRandom())),
                ConfigLimits.DEFAULT,
                clock);
        opened.add(newer);
        Setting<Narrower> narrower = newer.declare(Narrower.class, SampleSettings.KEY, "For tests.");

        newer.start();

        assertThat(narrower.ofInstallation().percent()).isEqualTo(5);
        assertThat(newer.health().problems()).singleElement().asString().contains("percent", "from 0 to 50");
    }

    record Narrower(
            @SettingField(value = "5", min = "0", max = "50", description = "What it costs.")
            int percent) {}
}
