package dev.coffer.core.cache;

import static dev.coffer.core.cache.CacheStage.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.cache.CacheStage.Process;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cache while Redis, or the way to it, fails. */
@ExtendWith(StoresExtension.class)
class CacheFaultIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final CacheStage stage = new CacheStage();

    @AfterEach
    void close() {
        stage.close();
        TestStores.redis().restart();
    }

    private static Process listening(Process process) {
        await().atMost(SOON).until(() -> process.count("coffer.cache.cleared") >= 1);
        return process;
    }

    private static double isAway(Process process) {
        return process.meters.get("coffer.cache.redis.away").gauge().value();
    }

    @Test
    void an_invalidation_that_was_missed_while_cut_off_is_made_good_when_connected_again() {
        stage.commit(ANN, "one");
        Process a = listening(stage.process());
        assertThat(a.text(ANN)).isEqualTo("one");

        stage.commit(ANN, "two");
        RedisEntriesProbe.invalidateUnheard(stage, ANN);

        await().atMost(SOON).untilAsserted(() -> assertThat(a.text(ANN)).isEqualTo("two"));
        assertThat(a.count("coffer.cache.cleared")).isEqualTo(2);
    }

    @Test
    void a_short_cut_in_which_nothing_was_missed_costs_nothing() {
        stage.commit(ANN, "one");
        Process a = listening(stage.process());
        assertThat(a.text(ANN)).isEqualTo("one");
        TenantKey bob = new TenantKey("acme", "bob");
        stage.commit(bob, "one");

        RedisEntriesProbe.cutSubscriptions();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(RedisEntriesProbe.subscribers(stage)).isEqualTo(1));
        a.cache.invalidate(bob);

        await().pollDelay(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(a.text(ANN)).isEqualTo("one"));
        assertThat(a.count("coffer.cache.cleared")).isEqualTo(1);
        assertThat(stage.loads).hasValue(1);
    }

    @Test
    void without_redis_the_origin_answers_and_afterwards_redis_is_used_again() {
        stage.commit(ANN, "one");
        Process a = listening(stage.process());
        Process b = listening(stage.process());
        assertThat(a.text(ANN)).isEqualTo("one");
        assertThat(b.text(ANN)).isEqualTo("one");

        TestStores.redis().killHard();
        stage.commit(ANN, "two");
        a.cache.invalidate(ANN);
        assertThat(a.text(ANN)).isEqualTo("two");
        assertThat(isAway(a)).isEqualTo(1);
        assertThat(a.text(ANN)).as("from memory, which works on").isEqualTo("two");
        assertThat(b.text(ANN))
                .as("which cannot be told, until its memory expires")
                .isEqualTo("one");
        b.advance(CacheStage.LONG);
        assertThat(b.text(ANN)).isEqualTo("two");

        int before = stage.loads.get();
        TestStores.redis().restartEmpty();
        await().atMost(SOON).until(() -> isAway(a) == 0 && isAway(b) == 0);
        TenantKey bob = new TenantKey("acme", "bob");
        stage.commit(bob, "one");
        await().atMost(SOON).untilAsserted(() -> {
            a.cache.invalidate(bob);
            assertThat(a.text(bob)).isEqualTo("one");
            assertThat(b.text(bob)).isEqualTo("one");
            assertThat(b.hits("redis")).isPositive();
        });
        assertThat(stage.loads.get()).isGreaterThan(before);
    }

    @Test
    void what_was_invalidated_while_redis_was_away_is_not_found_there_when_it_is_back_with_its_data() {
        stage.commit(ANN, "one");
        Process a = listening(stage.process());
        Process b = listening(stage.process());
        assertThat(a.text(ANN)).isEqualTo("one");

        TestStores.redis().killHard();
        stage.commit(ANN, "two");
        a.cache.invalidate(ANN);
        TestStores.redis().restart();

        await().atMost(SOON).untilAsserted(() -> {
            b.advance(CacheStage.LONG);
            assertThat(b.text(ANN)).isEqualTo("two");
        });
        assertThat(a.text(ANN)).isEqualTo("two");
    }

    @Test
    void too_many_invalidations_for_a_redis_that_is_away_become_one_for_all() {
        PendingInvalidations pending = new PendingInvalidations(2);
        pending.add(ANN);
        pending.add(new TenantKey("acme", "bob"));
        pending.add(ANN);
        assertThat(pending.all()).hasSize(2);
        assertThat(pending.holds(new TenantKey("acme", "carl"))).isFalse();

        pending.add(new TenantKey("acme", "carl"));

        assertThat(pending.all())
                .singleElement()
                .satisfies(one -> assertThat(one.key()).isNull());
        assertThat(pending.holds(new TenantKey("acme", "dora"))).isTrue();
        pending.all().forEach(pending::done);
        assertThat(pending.holds(new TenantKey("acme", "dora"))).isFalse();
    }

    @Test
    void a_cache_that_starts_before_redis_does_without_and_finds_it_later() {
        TestStores.redis().killHard();
        stage.commit(ANN, "one");
        Process a = stage.process();
        assertThat(a.text(ANN)).isEqualTo("one");

        TestStores.redis().restart();

        await().atMost(SOON).until(() -> isAway(a) == 0 && RedisEntriesProbe.subscribers(stage) == 1);
        Process b = listening(stage.process());
        stage.commit(ANN, "two");
        b.cache.invalidate(ANN);
        await().atMost(SOON).untilAsserted(() -> assertThat(a.text(ANN)).isEqualTo("two"));
    }
}
