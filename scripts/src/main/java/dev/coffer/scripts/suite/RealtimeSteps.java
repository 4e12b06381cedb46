package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told to topics, and who is connected; followed by Socket.IO, by plain requests. */
final class RealtimeSteps {

    private static final String PUBLISH = "publishToTopic";
    private static final String ID = "... on TopicMessage { id }";
    private static final String PRESENT = "query P($topic: String) { presence(topic: $topic) { userIds isComplete } }";

    private final GatewayClient client;
    private final Staff staff;
    private final Person admin;
    private final Person ann;
    private final String topic = "suite-" + UUID.randomUUID().toString().substring(0, 8);

    RealtimeSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.admin = Person.unknown(client, "realtime-admin");
        this.ann = Person.unknown(client, "realtime-user");
    }

    void addTo(Suite suite) {
        suite.step("a topic is told something once, by whoever may", () -> {
                    staff.join(admin, "admin");
                    ann.join("Ann");
                    publish();
                })
                .step(
                        "who is connected by Socket.IO hears of it, of a topic too, and is seen to be there",
                        this::follow)
                .step("who may not gets no connection, no room and no list of others", this::refused);
    }

    private Map<String, String> message(String key, String data) {
        return Map.of("idempotencyKey", key, "topic", topic, "type", "score.changed", "data", data);
    }

    private void publish() {
        Map<String, String> first = message("k1", "{\"home\": 1}");
        String id = Mutations.done(admin, PUBLISH, first, ID, "/id");
        Check.equal("1", id, "the first position");
        Check.equal(id, Mutations.done(admin, PUBLISH, first, ID, "/id"), "the position of the same again");
        Mutations.refused(admin, PUBLISH, message("k1", "{\"home\": 2}"), "TOPIC_KEY_REUSED");
        Check.error(Mutations.ask(admin, PUBLISH, message("k2", "[]")), "INVALID_INPUT");
        Check.error(Mutations.ask(ann, PUBLISH, message("k3", "{}")), "FORBIDDEN");
    }

    private void follow() {
        SocketSession anns = SocketSession.open(client, staff.notificationAddress(), ann.token());
        SocketSession admins = SocketSession.open(client, staff.notificationAddress(), admin.token());
        anns.await("42[\"ready\"", "tenant:");
        String room = "topic:" + topic;
        admins.send("421[\"join\",{\"room\":\"" + room + "\",\"last\":0}]");
        admins.await("431[{\"room\":\"" + room + "\"}]");
        admins.await("42[\"message\"", room, "\"home\":1");
        String news = UUID.randomUUID().toString();
        Map<String, String> toAll =
                Map.of("idempotencyKey", news, "type", "news", "data", "{\"text\": \"" + news + "\"}");
        Mutations.done(admin, PUBLISH, toAll, ID, "/id");
        anns.await("42[\"message\"", "tenant:", news);
        Person.await(
                "that all who are connected are seen", () -> present(null).containsAll(List.of(ann.id(), admin.id())));
        Person.await(
                "that who joined is seen in the topic", () -> present(topic).equals(List.of(admin.id())));
        admins.send("41");
        Person.await("that who left is not seen any more", () -> present(topic).isEmpty());
        anns.send("41");
    }

    private List<String> present(@Nullable String where) {
        Answer answer = admin.ask(PRESENT, where == null ? Map.of() : Map.of("topic", where))
                .ok();
        return answer.at("/presence/userIds")
                .valueStream()
                .map(id -> id.asString(""))
                .toList();
    }

    private void refused() {
        SocketSession nobody = SocketSession.open(client, staff.notificationAddress(), "no.token.at-all");
        nobody.await("44{", "UNAUTHENTICATED");
        SocketSession anns = SocketSession.open(client, staff.notificationAddress(), ann.token());
        anns.send("427[\"join\",{\"room\":\"topic:" + topic + "\"}]");
        anns.await("437[", "FORBIDDEN");
        anns.send("428[\"join\",{\"room\":\"user:" + admin.id() + "\"}]");
        anns.await("438[", "FORBIDDEN");
        anns.send("41");
        Check.error(ann.ask(PRESENT, Map.of()), "FORBIDDEN");
    }
}
