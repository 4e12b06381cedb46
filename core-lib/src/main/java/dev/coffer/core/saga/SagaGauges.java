package dev.coffer.core.saga;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the room shows of its sagas. */
final class SagaGauges {

    private record Of(String saga, SagaState state) {}

    private final MeterRegistry meters;
    private final Map<Of, AtomicInteger> going = new ConcurrentHashMap<>();

    /** @param declared whose figures are there from the start, at zero */
    SagaGauges(MeterRegistry meters, Collection<Saga<?>> declared) {
        this.meters = meters;
        for (Saga<?> saga : declared) {
            for (SagaState state : SagaState.values()) {
                if (state.isEnded() || state == SagaState.NEEDS_ATTENTION) {
                    endings(saga.name(), state);
                }
                if (!state.isEnded()) {
                    going.computeIfAbsent(new Of(saga.name(), state), this::gauge);
                }
            }
            saga.steps().forEach(step -> failures(saga.name(), step.name()));
        }
    }

    void ended(String saga, SagaState state) {
        endings(saga, state).increment();
    }

    private Counter endings(String saga, SagaState state) {
        return Counter.builder("coffer.sagas.ended")
                .description("sagas that came to an end or got stuck")
                .tag("saga", saga)
                .tag("state", state.name())
                .register(meters);
    }

    void failed(String saga, String step) {
        failures(saga, step).increment();
    }

    private Counter failures(String saga, String step) {
        return Counter.builder("coffer.sagas.failures")
                .description("failed tries of a step")
                .tag("saga", saga)
                .tag("step", step)
                .register(meters);
    }

    /** Those that have not ended; whoever is not counted any more is 0. */
    void counted(List<MongoSagas.Count> counts) {
        going.values().forEach(gauge -> gauge.set(0));
        for (MongoSagas.Count count : counts) {
            going.computeIfAbsent(new Of(count.name(), count.state()), this::gauge)
                    .set(count.sagas());
        }
    }

    private AtomicInteger gauge(Of of) {
        AtomicInteger value = new AtomicInteger();
        Gauge.builder("coffer.sagas.going", value, AtomicInteger::get)
                .description("sagas that have not ended, of all replicas, as of a moment ago")
                .tag("saga", of.saga())
                .tag("state", of.state().name())
                .register(meters);
        return value;
    }
}
