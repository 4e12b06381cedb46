package dev.coffer.notification.realtime;

import java.time.Duration;

/**
 * What connections may cost.
 *
 * @param perUser connections of one user at one replica
 * @param perReplica all connections at one replica
 * @param mostBehind events that are made up for; whoever missed more is told to ask for the present state
 * @param heartbeat how often there is a sign of life
 * @param check how often it is looked whether a connection's token still counts
 * @param rooms that one connection of Socket.IO may be in
 */
record StreamLimits(int perUser, int perReplica, int mostBehind, Duration heartbeat, Duration check, int rooms) {

    private static final int MOST_BEHIND = 5_000;

    StreamLimits {
        if (perUser < 1 || rooms < 1 || perReplica < perUser || mostBehind < 1 || mostBehind > MOST_BEHIND) {
            throw new IllegalArgumentException(
                    "Connections need positive limits, those of a user not above those of the"
                            + " replica, and at most " + MOST_BEHIND + " events behind: " + perUser + ", " + perReplica
                            + ", "
                            + mostBehind + ", " + rooms);
        }
        if (!check.isPositive() || heartbeat.compareTo(check) < 0) {
            throw new IllegalArgumentException(
                    "Connections are checked at least as often as they beat: " + check + ", " + heartbeat);
        }
    }
}
