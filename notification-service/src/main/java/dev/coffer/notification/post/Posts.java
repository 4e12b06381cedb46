package dev.coffer.notification.post;

import dev.coffer.notification.message.NotificationChannel;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ways out: one for each channel. */
public final class Posts {

    private final Map<NotificationChannel, Post> posts = new EnumMap<>(NotificationChannel.class);

    Posts(Collection<ChannelPost> all) {
        all.forEach(one -> posts.put(one.channel(), one.post()));
    }

    /** @throws IllegalArgumentException for the inbox, which nothing is posted to */
    public Post of(NotificationChannel channel) {
        Post post = posts.get(channel);
        if (post == null) {
            throw new IllegalArgumentException("nothing is posted by " + channel);
        }
        return post;
    }

    Set<NotificationChannel> channels() {
        return posts.keySet();
    }

    /** For operators: where the messages of each channel go. */
    String description() {
        return posts.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().description())
                .collect(Collectors.joining("; "));
    }
}
