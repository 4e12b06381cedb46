package dev.coffer.notification.post;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several providers of one channel, the preferred first: where one does not take a message now, the next is asked. A definite no is a no: it is
 * about the message. Where a provider took a message and could not say so, the next one may send it once more.
 */
public final class PostChain implements Post {

    private final List<Link> links;

    private record Link(Post post, Circuit circuit) {}

    public PostChain(List<? extends Post> posts, Clock clock) {
        if (posts.isEmpty()) {
            throw new IllegalArgumentException("a chain has one provider at least");
        }
        this.links =
                posts.stream().map(post -> new Link(post, new Circuit(clock))).toList();
    }

    @Override
    public PostAnswer send(Mail mail) throws NotNow {
        NotNow last = null;
        for (Link link : links) {
            if (link.circuit().mayAsk()) {
                try {
                    PostAnswer answer = link.post().send(mail);
                    link.circuit().answered();
                    return answer;
                } catch (NotNow failed) {
                    note(link.circuit(), failed);
                    last = failed;
                }
            }
        }
        throw last == null ? new NotNow("every provider is given a rest after failures") : last;
    }

    /** @throws NotNow for what was not asked for: another provider is for when one is away, not for more than it takes */
    private static void note(Circuit circuit, NotNow failed) throws NotNow {
        switch (failed.about()) {
            case PROVIDER -> circuit.failed(failed.rest());
            case RECIPIENT -> circuit.answered();
            case RATE -> throw failed;
        }
    }

    @Override
    public String description() {
        return links.stream()
                .map(link -> link.post().description() + (link.circuit().isResting() ? " (resting)" : ""))
                .collect(Collectors.joining(", else "));
    }
}
