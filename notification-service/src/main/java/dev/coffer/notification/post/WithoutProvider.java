package dev.coffer.notification.post;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What takes messages that no provider is set up for: the mailbox of a development system, or nobody. */
public final class WithoutProvider {

    private static final Logger LOG = LoggerFactory.getLogger(WithoutProvider.class);

    private final @Nullable DevMailbox mailbox;

    WithoutProvider(@Nullable DevMailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** @param reason what is missing, for operators and for the records of messages */
    public Post post(String reason) {
        if (mailbox != null) {
            return mailbox;
        }
        LOG.warn("{}; whoever is to get something by this channel gets nothing", reason);
        return new NoPost(reason);
    }
}
