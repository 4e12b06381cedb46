package dev.coffer.notification.email;

import dev.coffer.core.ops.HealthCheck;

/**
 * Where messages go. It never takes a replica away: events wait, the inbox goes on, and no other replica would have a way out
 * either.
 */
final class EmailHealth implements HealthCheck {

    private final Posts posts;

    EmailHealth(Posts posts) {
        this.posts = posts;
    }

    @Override
    public String name() {
        return "post";
    }

    @Override
    public Status check() {
        return Status.up(posts.description());
    }
}
