package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LivePolicyTest {
    private static final int VERSIONS = 300;
    private static final int READERS = 4;
    private static final int WRITERS = 3;
    private static final Subject ADA = new Subject("ada", "acme", Set.of("role"));

    @Test
    void only_a_newer_version_comes_into_force() {
        LivePolicy live = new LivePolicy(5, even());

        assertThat(live.replace(5, odd())).isFalse();
        assertThat(live.replace(4, odd())).isFalse();
        assertThat(mayRead(live.current(), "even")).isTrue();
        assertThat(live.replace(7, odd())).isTrue();
        assertThat(live.replace(6, even())).isFalse();
        assertThat(live.current().number()).isEqualTo(7);
        assertThat(mayRead(live.current(), "odd")).isTrue();
    }

    @Test
    void a_policy_that_does_not_compile_leaves_the_old_one_in_force() {
        LivePolicy live = new LivePolicy(1, even());

        assertThatIllegalArgumentException().isThrownBy(() -> live.replace(2, tooLarge()));

        assertThat(live.current().number()).isEqualTo(1);
        assertThat(mayRead(live.current(), "even")).isTrue();
    }

    /** The policy of an even number grants reading "even" and denies "odd", and the other way round; in two rules each. */
    @Test
    void readers_never_see_half_a_policy_nor_an_older_one() throws Exception {
        LivePolicy live = new LivePolicy(0, even());
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicBoolean isOver = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(READERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS + WRITERS)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> read(live, isOver, reading, wrong)));
            }
            reading.await();
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int first = i + 1;
                writers.add(threads.submit(() -> write(live, first)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            isOver.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(live.current().number()).isEqualTo(VERSIONS);
    }

    private static void read(
            LivePolicy live, AtomicBoolean isOver, CountDownLatch reading, ConcurrentLinkedQueue<String> wrong) {
        long last = -1;
        while (!isOver.get()) {
            LivePolicy.Version version = live.current();
            boolean isEven = version.number() % 2 == 0;
            if (version.number() < last) {
                wrong.add("version " + version.number() + " after " + last);
            }
            if (mayRead(version, "even") != isEven || mayRead(version, "odd") == isEven) {
                wrong.add("version " + version.number() + " is not all of one policy");
            }
            last = version.number();
            reading.countDown();
        }
    }

    private static void write(LivePolicy live, int first) {
        for (int number = first; number <= VERSIONS; number += WRITERS) {
            live.replace(number, number % 2 == 0 ? even() : odd());
        }
    }

    private static boolean mayRead(LivePolicy.Version version, String resource) {
        return version.policy().decide(ADA, resource, "read", null, null).isPermitted();
    }

    private static Policy even() {
        return policy("even", "odd");
    }

    private static Policy odd() {
        return policy("odd", "even");
    }

    private static Policy policy(String granted, String denied) {
        return Policy.of(List.of(
                new Role("base", List.of(), List.of("*:*:all"), List.of(denied + ":*:all")),
                new Role("role", List.of("base"), List.of(granted + ":read:all"), List.of())));
    }

    private static Policy tooLarge() {
        List<String> parents = new ArrayList<>();
        List<Role> roles = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            roles.add(new Role("r" + i, parents, List.of(), List.of()));
            parents.add("r" + i);
        }
        return Policy.of(roles);
    }
}
