package dev.coffer.notification.realtime;

import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.ops.PhasedLifecycle;
import dev.coffer.core.permission.Permissions;
import dev.coffer.notification.engine.EngineReception;
import dev.coffer.notification.inbox.ReadInboxNews;
import dev.coffer.notification.presence.LookAround;
import dev.coffer.notification.presence.PresentHere;
import dev.coffer.notification.topic.TellTopic;
import dev.coffer.notification.topic.TopicTails;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RealtimeWiring.RealtimeProperties.class)
class RealtimeWiring {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    /** See {@link StreamLimits}. */
    @ConfigurationProperties("coffer.notification.events")
    record RealtimeProperties(
            @DefaultValue("20") int perUser,
            @DefaultValue("10000") int perReplica,
            @DefaultValue("500") int mostBehind,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("1s") Duration check,
            @DefaultValue("50") int rooms) {

        StreamLimits limits() {
            return new StreamLimits(perUser, perReplica, mostBehind, heartbeat, check, rooms);
        }
    }

    @Bean
    StreamLimits streamLimits(RealtimeProperties properties) {
        return properties.limits();
    }

    @Bean
    EventStreams eventStreams() {
        return new EventStreams();
    }

    @Bean
    Entrance entrance(TokenVerifier verifier, Permissions permissions) {
        return new Entrance(verifier, permissions);
    }

    @Bean
    Connections connections(
            Entrance entrance, EventStreams streams, PresentHere present, StreamLimits limits, MeterRegistry meters) {
        Connections connections = new Connections(entrance, streams, present, limits);
        Gauge.builder("coffer.notification.events.streams", connections, Connections::count)
                .description("signed-in clients of server-sent events and of Socket.IO at this replica")
                .register(meters);
        return connections;
    }

    @Bean
    Rooms rooms(ReadInboxNews inbox, TopicTails tails, Permissions permissions) {
        return new Rooms(inbox, tails, permissions);
    }

    @Bean
    EngineReception socketReception(
            Entrance entrance,
            Rooms rooms,
            Connections connections,
            EventStreams streams,
            TellTopic tell,
            PresentHere present,
            LookAround look,
            StreamLimits limits) {
        SocketParts parts = new SocketParts(
                entrance,
                rooms,
                connections,
                streams,
                new Publishing(rooms, tell),
                present,
                look,
                limits.mostBehind(),
                limits.rooms());
        return session -> new SocketClient(session, parts);
    }

    /** Before the web server stops, which waits for requests under way: these would never end. */
    @Bean
    PhasedLifecycle connectionsLifecycle(Connections connections, StreamLimits limits) {
        return new PhasedLifecycle(
                PhasedLifecycle.BEFORE_WEB_SERVER,
                () -> start(connections, limits),
                () -> connections.stop(STOP_LIMIT));
    }

    private static void start(Connections connections, StreamLimits limits) {
        OpenFiles.look(limits);
        connections.start();
    }
}
