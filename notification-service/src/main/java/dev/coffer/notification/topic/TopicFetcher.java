package dev.coffer.notification.topic;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of {@code topic.graphqls}. */
@DgsComponent
class TopicFetcher {

    private final TellTopic tell;

    TopicFetcher(TellTopic tell) {
        this.tell = tell;
    }

    record PublishToTopicInput(
            String idempotencyKey, @Nullable String topic, String type, String data) {

        TellTopic.Order toOrder() {
            TopicName name = topic == null ? TopicName.TENANT : TopicName.parse(topic, "input.topic");
            return new TellTopic.Order(name, type, data, idempotencyKey, "input");
        }
    }

    @GraphQlName("TopicMessage")
    record TopicMessageView(String id, String topic, String type, Instant createdAt) {

        static TopicMessageView of(TopicMessage message) {
            return new TopicMessageView(
                    Long.toString(message.seq()), message.topic().value(), message.type(), message.at());
        }
    }

    @DgsMutation
    Object publishToTopic(@InputArgument PublishToTopicInput input, DataFetchingEnvironment environment) {
        return switch (tell.tell(Callers.caller(environment), input.toOrder())) {
            case TopicResult.Kept(TopicMessage message) -> TopicMessageView.of(message);
            case TopicResult.Refused(TopicRefusal code, String field) -> Refusal.of(code, code.meaning(), field);
        };
    }
}
