package dev.coffer.notification.email;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several providers of one channel, the preferred first: where one does not take a message now, the next is asked. A definite no is a no: it is
 * about the message. Where a provider took a message and could not say so, the next one may send it once more.
 */
final class PostChain implements Post {

    private final List<Link> links;

    private record Link(Post post, Circuit circuit) {}

    PostChain(List<Post> posts, Clock clock) {
        if (posts.isEmpty()) {
            throw new IllegalArgumentException("a chain has one provider at least");
        }
        this.links =
                posts.stream().map(post -> new Link(post, new Circuit(clock))).toList();
    }

    @Override
    public @Nullable String send(Mail mail) throws NotNow {
        NotNow last = null;
        for (Link link : links) {
            if (link.circuit().mayAsk()) {
                try {
                    String refusal = link.post().send(mail);
                    link.circuit().answered();
                    return refusal;
                } catch (NotNow failed) {
                    link.circuit().failed();
                    last = failed;
                }
            }
        }
        throw last == null ? new NotNow("every provider is given a rest after failures") : last;
    }

    @Override
    public String description() {
        return links.stream()
                .map(link -> link.post().description() + (link.circuit().isResting() ? " (resting)" : ""))
                .collect(Collectors.joining(", else "));
    }
}
