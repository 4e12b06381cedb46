package dev.coffer.payment.live;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What one subscriber still has to be told about, by id: each waits once, however often it changes meanwhile, so that who is slow gets
 * the latest state of everything and never a backlog of the same.
 */
final class Following {

    private final Set<String> waiting = new HashSet<>();
    private final Sinks.Many<String> ids;
    private final int limit;

    Following(int limit) {
        this.limit = limit;
        this.ids = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(limit));
    }

    synchronized void add(String id) {
        if (waiting.contains(id)) {
            return;
        }
        if (waiting.size() >= limit || ids.tryEmitNext(id).isFailure()) {
            fail(
                    new CodedException(
                            CommonError.TOO_MANY_REQUESTS,
                            "More changed than could be told, and something was missed. Ask for the present state, then subscribe again."));
            return;
        }
        waiting.add(id);
    }

    /** Ends it. What comes after an end goes nowhere. */
    synchronized void fail(CodedException why) {
        ids.tryEmitError(why);
    }

    /** To be called before {@code id} is looked up: a change from now on is another one. */
    synchronized void taken(String id) {
        waiting.remove(id);
    }

    Flux<String> ids() {
        return ids.asFlux();
    }
}
