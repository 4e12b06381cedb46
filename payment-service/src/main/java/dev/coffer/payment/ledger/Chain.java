package dev.coffer.payment.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Transfers that are booked together in the order given, or none of them: each sees what those before it left.
 *
 * @param posts 2 to {@value #MAX_POSTS} of one tenant, made by {@link #of}
 */
public record Chain(List<Post> posts) {

    public static final int MAX_POSTS = 50;

    public Chain {
        posts = List.copyOf(posts);
        if (posts.size() < 2 || posts.size() > MAX_POSTS) {
            throw new IllegalArgumentException("A chain has 2 to " + MAX_POSTS + " transfers, not " + posts.size());
        }
        String tenantId = posts.getFirst().tenantId();
        if (posts.stream().anyMatch(post -> !post.tenantId().equals(tenantId))) {
            throw new IllegalArgumentException("A chain stays within one tenant");
        }
    }

    /** One of them before it is part of the chain. */
    public interface Link {

        /** @param idempotency of this link @param links to be kept with the transfer */
        Post post(Idempotency idempotency, Links links);
    }

    /**
     * @param idempotency of the whole
     * @param id names the chain in each of its transfers: a UUID
     */
    public static Chain of(Idempotency idempotency, String id, List<? extends Link> links) {
        List<Post> posts = new ArrayList<>(links.size());
        for (Link link : links) {
            posts.add(link.post(idempotency.part(posts.size()), Links.inChain(id)));
        }
        return new Chain(posts);
    }

    /** Of the whole: its first transfer, or its refusal, is kept under it. */
    Idempotency idempotency() {
        return posts.getFirst().idempotency();
    }
}
