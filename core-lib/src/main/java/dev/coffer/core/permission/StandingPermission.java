package dev.coffer.core.permission;

import dev.coffer.core.graphql.LiveEvents;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends a subscription when its caller may not ask for it any more, because the policy changed or a condition holds no longer. */
final class StandingPermission {

    /** A change is known here 0.6 s after it was made at the latest; promised is one second. */
    static final Duration LOOK = Duration.ofMillis(300);

    private StandingPermission() {}

    /** @param check throws when it is over; run before each event, and again and again while there is none */
    static <T> Publisher<T> hold(Publisher<T> events, Runnable check) {
        Mono<RuntimeException> over = Flux.interval(LOOK)
                .onBackpressureDrop()
                .<RuntimeException>handle((tick, sink) -> {
                    try {
                        check.run();
                    } catch (RuntimeException refused) {
                        // Not thrown: it is what the events are to end with.
                        sink.next(refused);
                    }
                })
                .next();
        return LiveEvents.endedBy(Flux.from(events).doOnNext(event -> check.run()), over);
    }
}
