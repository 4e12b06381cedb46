package dev.coffer.notification.realtime;

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
        int mostBehind,
        int mostRooms) {}
