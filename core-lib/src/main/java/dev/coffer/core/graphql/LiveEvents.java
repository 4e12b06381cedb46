package dev.coffer.core.graphql;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Verification;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dataloader.DataLoader;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What every subscription of a service has in common. It ends when the access token does that it began with: nobody goes on seeing
 * what they might not ask for any more. And each event is looked up afresh: what was loaded for an earlier one may have changed.
 */
public final class LiveEvents implements SubscriptionExceptionResolver {

    /** A gateway before the service ends it at the token's own time; this is for those who come past it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Clock clock;

    LiveEvents(Clock clock) {
        this.clock = clock;
    }

    /** What a subscription's fetcher answers. @param events is subscribed to once */
    public <T> Publisher<T> of(Flux<T> events, DataFetchingEnvironment environment) {
        Flux<T> fresh = events.doOnNext(
                event -> environment.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll));
        Instant until = Callers.until(environment.getGraphQlContext());
        if (until == null) {
            return fresh;
        }
        Duration left = Duration.between(clock.instant(), until).plus(GRACE);
        Mono<CodedException> end = Mono.delay(left.isPositive() ? left : Duration.ZERO)
                .map(over -> new CodedException(CommonError.UNAUTHENTICATED, Verification.Reason.EXPIRED.sentence()));
        return endedBy(fresh, end);
    }

    /**
     * The events until {@code end} has something: the error that they end with. An error of another publisher would end them as well,
     * but Reactor goes on listening to the events then.
     */
    public static <T> Flux<T> endedBy(Flux<T> events, Mono<? extends RuntimeException> end) {
        return Flux.defer(() -> {
            Queue<RuntimeException> why = new ConcurrentLinkedQueue<>();
            return events.takeUntilOther(end.doOnNext(why::add)).concatWith(Mono.defer(() -> {
                RuntimeException found = why.poll();
                return found == null ? Mono.empty() : Mono.error(found);
            }));
        });
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.just(List.of(ErrorMapper.error(thrown)));
    }
}
