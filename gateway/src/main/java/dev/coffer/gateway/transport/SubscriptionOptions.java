package dev.coffer.gateway.transport;

import java.time.Duration;
import java.util.List;

/**
 * What subscriptions may cost, and how their connections are looked after.
 *
 * @param perProcess subscriptions at one time, and likewise sockets and streams that carry several
 * @param perConnection operations at one time on a socket, or on a stream that carries several
 * @param queuedEvents events of one subscription that wait for their turn
 * @param queuedBytes the same in bytes, as they came from the subgraph
 * @param eventBytes the largest event of a subgraph that is read
 * @param stall how long a client may take nothing while events wait for it
 * @param silence how long nothing at all may be heard of a subgraph, comments and pongs included
 * @param heartbeat between two signs of life to a client; one that gives none itself for twice as long is gone
 * @param idle how long a socket or stream may be open that carries no operation
 * @param initTime how long a socket may take to say who it is
 * @param allowedOrigins pages that may open sockets beside those of the gateway's own host: {@code https://app.example.com}
 */
public record SubscriptionOptions(
        int perProcess,
        int perConnection,
        int queuedEvents,
        int queuedBytes,
        int eventBytes,
        Duration stall,
        Duration silence,
        Duration heartbeat,
        Duration idle,
        Duration initTime,
        List<String> allowedOrigins) {

    /** Fit for a process of 1 GiB. */
    public static final SubscriptionOptions DEFAULT = new SubscriptionOptions(
            12_000,
            100,
            100,
            1024 * 1024,
            512 * 1024,
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            List.of());

    public SubscriptionOptions {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (perProcess < 1 || perConnection < 1 || queuedEvents < 1 || eventBytes < 1 || queuedBytes < eventBytes) {
            throw new IllegalArgumentException(
                    "every limit on subscriptions is at least 1, and a queue holds an event: "
                            + List.of(perProcess, perConnection, queuedEvents, queuedBytes, eventBytes));
        }
        for (Duration time : List.of(stall, silence, heartbeat, idle, initTime)) {
            if (!time.isPositive()) {
                throw new IllegalArgumentException("times of subscriptions must be positive, not " + time);
            }
        }
    }

    /** The same with other bounds on how many there are. */
    public SubscriptionOptions withMost(int inProcess, int onConnection) {
        return new SubscriptionOptions(
                inProcess,
                onConnection,
                queuedEvents,
                queuedBytes,
                eventBytes,
                stall,
                silence,
                heartbeat,
                idle,
                initTime,
                allowedOrigins);
    }

    /** The same with other bounds on what waits for a client. */
    public SubscriptionOptions withQueue(int events, int bytes, int bytesOfEvent) {
        return new SubscriptionOptions(
                perProcess,
                perConnection,
                events,
                bytes,
                bytesOfEvent,
                stall,
                silence,
                heartbeat,
                idle,
                initTime,
                allowedOrigins);
    }

    /** The same with another patience for clients. */
    public SubscriptionOptions withStall(Duration patience) {
        return new SubscriptionOptions(
                perProcess,
                perConnection,
                queuedEvents,
                queuedBytes,
                eventBytes,
                patience,
                silence,
                heartbeat,
                idle,
                initTime,
                allowedOrigins);
    }

    /** The same with other times. */
    public SubscriptionOptions withTimes(
            Duration newSilence, Duration newHeartbeat, Duration newIdle, Duration newInitTime) {
        return new SubscriptionOptions(
                perProcess,
                perConnection,
                queuedEvents,
                queuedBytes,
                eventBytes,
                stall,
                newSilence,
                newHeartbeat,
                newIdle,
                newInitTime,
                allowedOrigins);
    }

    /** The same for pages of these origins, too. */
    public SubscriptionOptions withAllowedOrigins(List<String> origins) {
        return new SubscriptionOptions(
                perProcess,
                perConnection,
                queuedEvents,
                queuedBytes,
                eventBytes,
                stall,
                silence,
                heartbeat,
                idle,
                initTime,
                origins);
    }
}
