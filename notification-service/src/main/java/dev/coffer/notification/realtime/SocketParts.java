package dev.coffer.notification.realtime;

import dev.coffer.notification.presence.LookAround;
import dev.coffer.notification.presence.PresentHere;

/**
 * What clients of Socket.IO use.
 *
 * @param mostBehind events of a room that are made up for
 * @param mostRooms of one client
 */
record SocketParts(
        Entrance entrance,
        Rooms rooms,
        Connections connections,
        EventStreams streams,
        Publishing publishing,
        PresentHere present,
        LookAround look,
        int mostBehind,
        int mostRooms) {}
