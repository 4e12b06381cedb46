package dev.coffer.core.events;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** Assembles the events room for a service that sets {@code coffer.mongodb.uri}, {@code coffer.redis.uri} and {@code coffer.service}. */
@AutoConfiguration(afterName = "dev.coffer.core.store.StoreWiring")
@ConditionalOnProperty({"coffer.mongodb.uri", "coffer.redis.uri"})
class EventsWiring {

    @Bean
    @ConditionalOnMissingBean
    EventTypes eventTypes(ObjectProvider<EventType<?>> types) {
        List<EventType<?>> all = new ArrayList<>();
        types.orderedStream().forEach(all::add);
        return new EventTypes(all);
    }

    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(EventTypes types, Ids ids, Clock clock) {
        return new Outbox(types, ids, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetters deadLetters(MongoDatabase database, Clock clock) {
        return new DeadLetters(database, clock);
    }

    @Bean
    Replays replays(MongoDatabase database, Ids ids, Clock clock) {
        return new Replays(database, ids, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    EventsLimits eventsLimits() {
        return EventsLimits.DEFAULT;
    }

    @Bean
    EventsRuntime eventsRuntime(
            MongoClient client,
            MongoDatabase database,
            Transactions transactions,
            EventsLimits limits,
            Clock clock,
            MeterRegistry meters,
            ObjectProvider<RelaySource> carrying,
            ObjectProvider<Consumer> consumers,
            ObjectProvider<Consumers> more,
            Traces traces,
            @Value("${coffer.service}") String service,
            @Value("${coffer.redis.uri}") String redisUri) {
        return new EventsRuntime(new EventsRuntime.Parts(
                service,
                client,
                database,
                transactions,
                redisUri,
                carrying.orderedStream().toList(),
                all(consumers, more).map(consumer -> consumer.tracedBy(traces)).toList(),
                limits,
                clock,
                meters));
    }

    @Bean
    EventBroadcast eventBroadcast(
            ObjectProvider<EventOnlooker> onlookers,
            EventsLimits limits,
            @Value("${coffer.service}") String service,
            @Value("${coffer.redis.uri}") String redisUri) {
        return new EventBroadcast(service, redisUri, onlookers.orderedStream().toList(), limits.redisTimeout());
    }

    private static Stream<Consumer> all(ObjectProvider<Consumer> consumers, ObjectProvider<Consumers> more) {
        return Stream.concat(
                consumers.orderedStream(), more.orderedStream().flatMap(several -> several.all().stream()));
    }

    /** Starts when everything else of the service is there, and stops after the web server has stopped taking requests. */
    @Bean
    SmartLifecycle eventsLifecycle(EventsRuntime runtime, EventBroadcast broadcast) {
        return new SmartLifecycle() {

            private volatile boolean isRunning;

            @Override
            public void start() {
                broadcast.start();
                runtime.start();
                isRunning = true;
            }

            @Override
            public void stop() {
                isRunning = false;
                runtime.close();
            }

            @Override
            public boolean isRunning() {
                return isRunning;
            }

            @Override
            public int getPhase() {
                return 0;
            }
        };
    }
}
