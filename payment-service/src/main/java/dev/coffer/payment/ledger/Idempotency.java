package dev.coffer.payment.ledger;

/**
 * What makes a repeat recognisable: the key, and a digest of what was asked for. The same key with the same request answers
 * the first answer for ever; with another request it is refused.
 *
 * @param key unique within the tenant
 */
public record Idempotency(String key, Hash request) {

    static final int MAX_CLIENT_KEY = 255;
    static final int MAX_KEY = 400;

    public Idempotency {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException("A ledger key has 1 to " + MAX_KEY + " characters, not " + key.length());
        }
        WellFormed.require("A ledger key", key);
    }

    /**
     * Of one of several things that were asked for in this request; the first has its very key, and no requester's key is like
     * those of the others.
     *
     * @param number from 0
     */
    public Idempotency part(int number) {
        return number == 0 ? this : new Idempotency("#" + number + ':' + key, request);
    }

    /**
     * The key of one requester's operation. Give the fields of the client's request as it came, not what was made of them: a
     * fee schedule that changes between two tries must not turn a repeat into another request.
     *
     * @param requester who asks, such as "user:0199...": two requesters may use the same client key
     * @param clientKey 1 to {@value #MAX_CLIENT_KEY} characters
     * @param requestFields everything that the client asked for, in a fixed order
     */
    public static Idempotency of(String requester, String clientKey, String... requestFields) {
        if (clientKey.isEmpty() || clientKey.length() > MAX_CLIENT_KEY) {
            throw new IllegalArgumentException(
                    "An idempotency key has 1 to " + MAX_CLIENT_KEY + " characters, not " + clientKey.length());
        }
        Digest digest = new Digest().add(requestFields.length);
        for (String field : requestFields) {
            digest.add(field);
        }
        return new Idempotency(requester + '/' + clientKey, digest.hash());
    }
}
