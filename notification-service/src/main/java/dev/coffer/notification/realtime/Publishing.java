package dev.coffer.notification.realtime;

import dev.coffer.core.identity.Caller;
import dev.coffer.notification.topic.TellTopic;
import dev.coffer.notification.topic.TopicMessage;
import dev.coffer.notification.topic.TopicName;
import dev.coffer.notification.topic.TopicResult;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What clients of Socket.IO tell a topic. */
final class Publishing {

    private final Rooms rooms;
    private final TellTopic tell;

    Publishing(Rooms rooms, TellTopic tell) {
        this.rooms = rooms;
        this.tell = tell;
    }

    /** @return what the client is answered: the position that it got, or why it was not told */
    Map<String, Object> publish(Caller caller, JsonNode sent) {
        TopicName topic = rooms.toPublishIn(caller, sent.path(Rooms.ROOM).asString(""));
        TellTopic.Order order = new TellTopic.Order(
                topic,
                sent.path("type").asString(""),
                sent.path("data").toString(),
                sent.path("idempotencyKey").asString(""),
                "publish");
        return switch (tell.tell(caller, order)) {
            case TopicResult.Kept(TopicMessage message) -> Map.of("last", message.seq());
            case TopicResult.Refused refused ->
                SocketClient.refusal(refused.code().name(), refused.code().meaning());
        };
    }
}
