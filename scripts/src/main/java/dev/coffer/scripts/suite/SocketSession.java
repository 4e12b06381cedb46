package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A session of Socket.IO by long polling, written as its protocol is. */
final class SocketSession {

    private static final String OPEN = "/socket.io/?EIO=4&transport=polling";
    private static final String SEPARATOR = "\u001e";
    private static final String PING = "2";
    private static final String PONG = "3";

    private final GatewayClient client;
    private final String url;
    private final List<String> packets = new ArrayList<>();

    private SocketSession(GatewayClient client, String url) {
        this.client = client;
        this.url = url;
    }

    /** Begins one, and says who that is. */
    static SocketSession open(GatewayClient client, String address, String token) {
        String url = address + OPEN;
        String opened =
                client.raw(HttpRequest.newBuilder(URI.create(url)).build()).body();
        String id = opened.replaceAll("(?s)0\\{\"sid\":\"([^\"]+)\".*", "$1");
        SocketSession session = new SocketSession(client, url + "&sid=" + id);
        session.send("40{\"token\":\"" + token + "\"}");
        return session;
    }

    void send(String packet) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(packet))
                .build();
        Check.equal(200, client.raw(request).statusCode(), "the status of what is sent to a session");
    }

    /** Until a packet came, now or before, that begins with this and has all of those in it. */
    void await(String beginning, String... parts) {
        Person.await("a packet " + beginning + " " + Arrays.toString(parts) + " among " + packets, () -> {
            if (packets.stream().noneMatch(packet -> isWanted(packet, beginning, parts))) {
                receive();
            }
            return packets.stream().anyMatch(packet -> isWanted(packet, beginning, parts));
        });
    }

    private static boolean isWanted(String packet, String beginning, String... parts) {
        return packet.startsWith(beginning) && Arrays.stream(parts).allMatch(packet::contains);
    }

    private void receive() {
        HttpResponse<String> answer =
                client.raw(HttpRequest.newBuilder(URI.create(url)).build());
        Check.equal(200, answer.statusCode(), "the status of a request that waits, after " + packets);
        for (String packet : answer.body().split(SEPARATOR, -1)) {
            packets.add(packet);
            if (packet.equals(PING)) {
                send(PONG);
            }
        }
    }
}
