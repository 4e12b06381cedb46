package dev.coffer.notification.post;

import dev.coffer.core.ops.HealthCheck;

/**
 * Where messages go. It never takes a replica away: events wait, the inbox goes on, and no other replica would have a way out
 * either.
 */
final class PostHealth implements HealthCheck {

    private final Posts posts;

    PostHealth(Posts posts) {
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
