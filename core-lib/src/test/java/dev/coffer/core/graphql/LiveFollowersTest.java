package dev.coffer.core.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class LiveFollowersTest {

    private final LiveFollowers followers = new LiveFollowers(new LiveFollowers.Limits(2, 3, 2));
    private final List<String> told = new CopyOnWriteArrayList<>();

    private Flux<String> follow(String userId) {
        return followers.follow("main", userId, List::of);
    }

    private static void assertCode(Runnable call, CommonError code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CodedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void a_hundred_changes_while_one_is_looked_up_are_one_more() throws InterruptedException {
        followers.listening();
        CountDownLatch isLooking = new CountDownLatch(1);
        CountDownLatch isSlow = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        Flux<String> slow = followers.follow("main", "ann", id -> {
            looks.incrementAndGet();
            isLooking.countDown();
            try {
                isSlow.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return List.of(id);
        });
        Disposable subscribed = slow.subscribe(told::add);
        followers.changed("main", "ann", "bonus");
        isLooking.await();
        for (int i = 0; i < 100; i++) {
            followers.changed("main", "ann", "bonus");
        }
        isSlow.countDown();

        await().until(() -> told.equals(List.of("bonus", "bonus")));
        assertThat(looks).hasValue(2);
        subscribed.dispose();
        await().until(followers::isEmpty);
    }

    @Test
    void only_who_follows_what_changed_is_told() {
        followers.listening();
        follow("ann").subscribe(told::add);
        followers.changed("main", "bob", "his");
        followers.changed("other", "ann", "a namesake's");
        followers.changed("main", "ann", "hers");

        await().until(() -> told.equals(List.of("hers")));
    }

    @Test
    void who_may_have_missed_something_is_told_that_anything_may_have_changed() {
        followers.listening();
        follow("ann").subscribe(told::add);
        followers.interrupted();
        assertCode(() -> follow("bob"), CommonError.UNAVAILABLE);
        followers.listening();

        await().until(() -> told.equals(List.of(LiveFollowers.ANYTHING)));
    }

    @Test
    void a_user_and_a_replica_have_so_many_and_a_place_becomes_free() {
        followers.listening();
        Disposable first = follow("ann").subscribe();
        follow("ann").subscribe();
        assertCode(() -> follow("ann"), CommonError.TOO_MANY_REQUESTS);
        follow("bob").subscribe();
        assertCode(() -> follow("carl"), CommonError.TOO_MANY_REQUESTS);
        first.dispose();

        await().until(() -> followers.count() == 2);
        follow("ann").subscribe();
    }

    @Test
    void whoever_stops_ends_all_of_them() {
        followers.listening();
        followers.start();
        AtomicReference<Throwable> end = new AtomicReference<>();
        follow("ann").subscribe(told::add, end::set);
        followers.stop();

        await().until(() -> end.get() instanceof CodedException);
        assertCode(() -> follow("ann"), CommonError.UNAVAILABLE);
        await().until(followers::isEmpty);
    }
}
