package dev.coffer.notification.post;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.notification.message.NotificationChannel;
import java.util.List;

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
        return posts.channels().stream()
                .map(channel -> new ProviderView(channel, posts.of(channel).description()))
                .toList();
    }
}
