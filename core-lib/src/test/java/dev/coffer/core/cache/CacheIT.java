package dev.coffer.core.cache;

import static dev.coffer.core.cache.CacheStage.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.cache.CacheStage.Process;
import dev.coffer.core.cache.CacheStage.Text;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class CacheIT {

    private static final int CROWD = 1_000;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final CacheStage stage = new CacheStage();

    @AfterEach
    void close() {
        stage.close();
    }

    /** Messages sent before this are not heard; each process empties its memory once it has begun to listen. */
    private static Process listening(Process process) {
        await().atMost(SOON).until(() -> process.count("coffer.cache.cleared") >= 1);
        return process;
    }

    @Test
    void a_value_is_read_at_its_origin_once_for_all_processes() {
        stage.commit(ANN, "one");
        Process a = listening(stage.process());
        Process b = listening(stage.process());

        assertThat(a.text(ANN)).isEqualTo("one");
        assertThat(a.text(ANN)).isEqualTo("one");
        assertThat(b.text(ANN)).isEqualTo("one");

        assertThat(stage.loads).hasValue(1);
        assertThat(a.hits("memory")).isEqualTo(1);
        assertThat(b.hits("redis")).isEqualTo(1);
    }

    @Test
    void another_tenant_finds_nothing_under_the_same_id() {
        stage.commit(ANN, "one");
        Process a = stage.process();

        assertThat(a.text(ANN)).isEqualTo("one");

        assertThat(a.text(new TenantKey("other", "ann"))).isNull();
    }

    @Test
    void an_invalidation_reaches_the_other_process_by_message() {
        stage.commit(ANN, "one");
        Process a = listening(stage.process());
        Process b = listening(stage.process());
        assertThat(a.text(ANN)).isEqualTo("one");
        assertThat(b.text(ANN)).isEqualTo("one");

        stage.commit(ANN, "two");
        a.cache.invalidate(ANN);

        assertThat(a.text(ANN)).isEqualTo("two");
        await().atMost(SOON).untilAsserted(() -> assertThat(b.text(ANN)).isEqualTo("two"));
        assertThat(b.count("coffer.cache.cleared"))
                .as("nothing else was forgotten")
                .isEqualTo(1);
    }

    @Test
    void invalidating_all_leaves_nothing_in_any_process_or_in_redis() {
        TenantKey bob = new TenantKey("other", "bob");
        stage.commit(ANN, "one");
        stage.commit(bob, "one");
        Process a = listening(stage.process());
        Process b = listening(stage.process());
        List.of(a, b).forEach(process -> List.of(ANN, bob).forEach(process.cache::get));

        stage.commit(ANN, "two");
        stage.commit(bob, "two");
        a.cache.invalidateAll();

        assertThat(List.of(String.valueOf(a.text(ANN)), String.valueOf(a.text(bob))))
                .containsExactly("two", "two");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(List.of(String.valueOf(b.text(ANN)), String.valueOf(b.text(bob))))
                        .containsExactly("two", "two"));
    }

    @Test
    void a_thousand_callers_at_once_are_one_load() throws Exception {
        CountDownLatch isLoading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        stage.commit(ANN, "one");
        Process a = listening(stage.process(stage.spec(), key -> {
            isLoading.countDown();
            awaitOpen(mayEnd);
            return stage.load(key);
        }));
        List<Future<Text>> answers = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CROWD; caller++) {
                answers.add(crowd.submit(() -> a.cache.get(ANN)));
            }
            awaitOpen(isLoading);
            mayEnd.countDown();
        }

        for (Future<Text> answer : answers) {
            assertThat(answer.get()).isEqualTo(new Text("one", 1));
        }
        assertThat(stage.loads).hasValue(1);
    }

    @Test
    void two_processes_that_miss_at_once_are_one_load() throws Exception {
        stage.commit(ANN, "one");
        CountDownLatch isLoading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Process a = listening(stage.process(stage.spec(), key -> {
            isLoading.countDown();
            awaitOpen(mayEnd);
            return stage.load(key);
        }));
        Process b = listening(stage.process(stage.spec(), stage::load, patient()));
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Text> first = both.submit(() -> a.cache.get(ANN));
            awaitOpen(isLoading);
            Future<Text> second = both.submit(() -> b.cache.get(ANN));
            await().atMost(SOON).until(() -> b.count("coffer.cache.misses") == 1);
            mayEnd.countDown();
            assertThat(first.get()).isEqualTo(second.get());
        }
        assertThat(stage.loads).hasValue(1);
    }

    private static CacheLimits patient() {
        CacheLimits usual = CacheLimits.DEFAULT;
        return new CacheLimits(
                Duration.ofSeconds(5),
                usual.restAfterFailure(),
                usual.checkEvery(),
                usual.loadTime(),
                SOON,
                usual.pollEvery(),
                usual.maxValueBytes(),
                usual.maxPending());
    }

    @Test
    void a_process_that_was_killed_while_loading_holds_the_others_up_only_briefly() {
        stage.commit(ANN, "one");
        Process b = stage.process();
        RedisEntriesProbe.beginToLoad(stage, ANN);

        assertThat(b.text(ANN)).isEqualTo("one");
        assertThat(stage.loads).hasValue(1);
    }

    @Test
    void a_load_that_fails_is_everybodys_error_and_nobodys_value() throws Exception {
        CountDownLatch isLoading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        stage.commit(ANN, "one");
        Process a = stage.process(stage.spec(), key -> {
            if (tries.incrementAndGet() > 1) {
                return stage.load(key);
            }
            isLoading.countDown();
            awaitOpen(mayEnd);
            throw new CodedException(CommonError.UNAVAILABLE, "the origin is away");
        });
        List<Future<Text>> answers = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 50; caller++) {
                answers.add(crowd.submit(() -> a.cache.get(ANN)));
            }
            awaitOpen(isLoading);
            await().atMost(SOON).until(() -> a.count("coffer.cache.misses") == 50);
            mayEnd.countDown();
        }

        int failed = 0;
        for (Future<Text> answer : answers) {
            try {
                assertThat(answer.get()).isEqualTo(new Text("one", 1));
            } catch (ExecutionException failure) {
                assertThat(failure.getCause())
                        .isInstanceOf(CodedException.class)
                        .hasMessage("the origin is away");
                failed++;
            }
        }
        // A caller that was counted as a miss may have come to the flight only after it was over.
        assertThat(failed).isPositive();
        assertThat(a.text(ANN)).isEqualTo("one");
        assertThat(tries).hasValue(2);
    }

    @Test
    void what_is_read_before_an_invalidation_is_not_kept_after_it() throws Exception {
        CountDownLatch hasRead = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        stage.commit(ANN, "old");
        Process a = listening(stage.process(stage.spec(), key -> {
            Text read = stage.load(key);
            if (tries.incrementAndGet() == 1) {
                hasRead.countDown();
                awaitOpen(mayEnd);
            }
            return read;
        }));
        Process b = listening(stage.process());
        try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Text> early = reader.submit(() -> a.cache.get(ANN));
            awaitOpen(hasRead);
            stage.commit(ANN, "new");
            b.cache.invalidate(ANN);
            mayEnd.countDown();
            assertThat(early.get()).as("who asked before the change may get it").isEqualTo(new Text("old", 1));
        }

        assertThat(a.text(ANN)).isEqualTo("new");
        assertThat(b.text(ANN)).isEqualTo("new");
        assertThat(a.count("coffer.cache.stale")).isPositive();
    }

    @Test
    void who_asks_after_an_invalidation_does_not_join_a_load_that_began_before_it() throws Exception {
        CountDownLatch hasRead = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        stage.commit(ANN, "old");
        Process a = stage.processWithoutRedis(stage.spec(), key -> {
            Text read = stage.load(key);
            if (tries.incrementAndGet() == 1) {
                hasRead.countDown();
                awaitOpen(mayEnd);
            }
            return read;
        });
        try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Text> early = reader.submit(() -> a.cache.get(ANN));
            awaitOpen(hasRead);
            stage.commit(ANN, "new");
            a.cache.invalidate(ANN);

            assertThat(a.text(ANN)).isEqualTo("new");

            mayEnd.countDown();
            early.get();
        }
        assertThat(a.text(ANN)).isEqualTo("new");
    }

    @Test
    void absence_is_remembered_for_a_time_of_its_own() {
        Process a = listening(stage.process(stage.spec().absentFor(Duration.ofSeconds(2)), stage::load));

        assertThat(a.text(ANN)).isNull();
        assertThat(a.text(ANN)).isNull();
        assertThat(stage.loads).hasValue(1);

        stage.commit(ANN, "one");
        a.advance(Duration.ofSeconds(2));
        // Redis counts its own time.
        await().atMost(SOON).untilAsserted(() -> {
            a.advance(Duration.ofSeconds(2));
            assertThat(a.text(ANN)).isEqualTo("one");
        });
        a.advance(Duration.ofSeconds(3));
        assertThat(a.text(ANN)).isEqualTo("one");
        assertThat(stage.loads).hasValue(2);
    }

    @Test
    void absence_is_not_remembered_where_it_must_not_be() {
        Process a = stage.process(stage.spec().absentFor(Duration.ZERO), stage::load);
        assertThat(a.text(ANN)).isNull();

        stage.commit(ANN, "one");

        assertThat(a.text(ANN)).isEqualTo("one");
    }

    @Test
    void a_value_that_the_codec_cannot_read_is_loaded_anew() {
        stage.commit(ANN, "one");
        Process older = listening(stage.process(
                CacheSpec.named(stage.name, new Unlike()).keptFor(CacheStage.LONG, CacheStage.LONG), stage::load));
        assertThat(older.text(ANN)).isEqualTo("one");

        Process newer = listening(stage.process());
        assertThat(newer.text(ANN)).isEqualTo("one");

        assertThat(newer.count("coffer.cache.unreadable")).isEqualTo(1);
        assertThat(stage.loads).hasValue(2);
        Process another = listening(stage.process());
        assertThat(another.text(ANN)).isEqualTo("one");
        assertThat(stage.loads).hasValue(2);
    }

    /** A form that is no JSON. */
    private static final class Unlike implements CacheCodec<Text> {

        @Override
        public byte[] encode(Text value) {
            return new byte[] {1, 2, 3};
        }

        @Override
        public Text decode(byte[] bytes) {
            throw new IllegalArgumentException("not mine");
        }
    }

    @Test
    void a_decision_gets_no_value_older_than_the_version_it_has_read() {
        stage.commit(ANN, "one");
        Process a = listening(stage.process());
        Process b = listening(stage.process());
        assertThat(a.text(ANN)).isEqualTo("one");
        assertThat(b.text(ANN)).isEqualTo("one");

        // Committed, and the process that did it was killed before it could tell.
        stage.commit(ANN, "two");

        assertThat(a.cache.getCurrent(ANN, 1, Text::version)).isEqualTo(new Text("one", 1));
        assertThat(a.cache.getCurrent(ANN, 2, Text::version)).isEqualTo(new Text("two", 2));
        await().atMost(SOON).untilAsserted(() -> assertThat(b.text(ANN)).isEqualTo("two"));
        assertThatThrownBy(() -> a.cache.getCurrent(ANN, 3, Text::version))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo(CommonError.UNAVAILABLE));
    }

    @Test
    void every_key_in_redis_but_the_one_small_one_of_the_cache_expires() {
        stage.commit(ANN, "one");
        Process a = stage.process();
        a.cache.get(ANN);
        a.cache.get(new TenantKey("acme", "nobody"));
        RedisEntriesProbe.beginToLoad(stage, new TenantKey("acme", "bob"));

        try (RedisClient client = RedisClient.create(TestStores.redisUri());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            List<String> keys = redis.sync().keys(stage.keys().prefix() + "*");
            assertThat(keys).hasSize(4);
            keys.remove(stage.keys().meta());
            assertThat(keys)
                    .allSatisfy(key -> assertThat(redis.sync().pttl(key)).isPositive());
        }
    }

    @Test
    void memory_holds_no_more_than_it_may() {
        for (int i = 0; i < 300; i++) {
            stage.commit(new TenantKey("acme", "user-" + i), "one");
        }
        Process a = stage.processWithoutRedis(stage.spec().withMaxEntries(100), stage::load);

        stage.origin.keySet().forEach(a.cache::get);

        assertThat(a.cache.size()).isLessThanOrEqualTo(100);
    }

    private static void awaitOpen(CountDownLatch latch) {
        await().atMost(SOON).until(() -> latch.getCount() == 0);
    }
}
