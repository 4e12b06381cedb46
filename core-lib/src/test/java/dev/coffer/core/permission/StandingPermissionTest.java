package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

class StandingPermissionTest {

    private volatile boolean isPermitted = true;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> end = new AtomicReference<>();
    private final Sinks.Many<String> events = Sinks.many().multicast().onBackpressureBuffer();

    private void check() {
        if (!isPermitted) {
            throw new IllegalStateException("no more");
        }
    }

    private Disposable follow() {
        return Flux.from(StandingPermission.hold(events.asFlux(), this::check)).subscribe(told::add, end::set);
    }

    @Test
    void a_subscription_ends_within_a_second_of_its_permission_also_where_nothing_happens() {
        Disposable following = follow();
        isPermitted = false;
        await().atMost(Duration.ofSeconds(1)).until(() -> end.get() != null);
        assertThat(end.get()).hasMessage("no more");
        assertThat(following.isDisposed()).isTrue();
        await().until(() -> events.currentSubscriberCount() == 0);
    }

    @Test
    void nothing_is_told_after_the_permission_ended() {
        follow();
        events.tryEmitNext("before");
        isPermitted = false;
        events.tryEmitNext("after");
        assertThat(told).containsExactly("before");
        assertThat(end.get()).hasMessage("no more");
    }

    @Test
    void a_subscription_whose_events_end_is_looked_at_no_longer() {
        Disposable following = follow();
        events.tryEmitComplete();
        await().until(following::isDisposed);
        assertThat(end.get()).isNull();
    }
}
