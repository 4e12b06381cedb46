package dev.coffer.notification.engine;

import java.time.Duration;

/**
 * What sessions may cost.
 *
 * @param sessions at one replica, those included that nobody signed in on yet
 * @param waiting packets that wait for one client; whoever sends more waits as well
 * @param messageBytes the largest message of a client, and the largest body of its requests
 * @param pingInterval how often there is a sign of life
 * @param pingTimeout how long a client may leave it unanswered
 * @param stall how long a client may take nothing while packets wait
 * @param signIn how long a client may leave unsaid who it is
 */
public record EngineLimits(
        int sessions,
        int waiting,
        int messageBytes,
        Duration pingInterval,
        Duration pingTimeout,
        Duration stall,
        Duration signIn) {

    private static final int MOST_BYTES = 1_000_000;

    public EngineLimits {
        if (sessions < 1 || waiting < 1 || messageBytes < 1 || messageBytes > MOST_BYTES) {
            throw new IllegalArgumentException("Sessions need positive limits, and messages of at most " + MOST_BYTES
                    + " bytes: " + sessions + ", " + waiting + ", " + messageBytes);
        }
        if (!pingInterval.isPositive() || !pingTimeout.isPositive() || !stall.isPositive() || !signIn.isPositive()) {
            throw new IllegalArgumentException("Times of sessions are positive: " + pingInterval + ", " + pingTimeout
                    + ", " + stall + ", " + signIn);
        }
    }
}
