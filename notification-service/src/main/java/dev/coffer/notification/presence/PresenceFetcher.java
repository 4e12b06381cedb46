package dev.coffer.notification.presence;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.notification.topic.TopicName;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field of {@code presence.graphqls}. */
@DgsComponent
class PresenceFetcher {

    private final LookAround look;

    PresenceFetcher(LookAround look) {
        this.look = look;
    }

    @GraphQlName("Presence")
    record PresenceView(List<String> userIds, boolean isComplete) {}

    @DgsQuery
    PresenceView presence(@InputArgument @Nullable String topic, DataFetchingEnvironment environment) {
        TopicName name = topic == null ? TopicName.TENANT : TopicName.parse(topic, "topic");
        LookAround.Present present = look.at(Callers.caller(environment).tenantId(), name);
        return new PresenceView(present.userIds(), present.isComplete());
    }
}
