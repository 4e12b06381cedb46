package dev.coffer.notification.email;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.notification.message.NotificationChannel;
import java.util.List;
import java.util.stream.Stream;

/** The fields of {@code provider.graphqls}. */
@DgsComponent
class ProviderFetcher {

    private final Posts posts;

    ProviderFetcher(Posts posts) {
        this.posts = posts;
    }

    @GraphQlName("NotificationProvider")
    record ProviderView(NotificationChannel channel, String description) {}

    @DgsQuery
    List<ProviderView> notificationProviders() {
        return Stream.of(NotificationChannel.EMAIL, NotificationChannel.SMS)
                .map(channel -> new ProviderView(channel, posts.of(channel).description()))
                .toList();
    }
}
