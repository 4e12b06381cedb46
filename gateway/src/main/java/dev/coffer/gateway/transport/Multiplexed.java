package dev.coffer.gateway.transport;

/** A connection that carries several operations, told apart by ids that the client gives. Lives on one event loop. */
interface Multiplexed {

    /** Whether it has not sent off what it was given. */
    boolean isFull();

    /** @param payload a GraphQL answer in JSON */
    void next(String id, byte[] payload);

    /** The operation's end. @param errors a JSON array */
    void error(String id, byte[] errors);

    /** The operation's end. */
    void complete(String id);

    /** The operation is over, and its id free again: whoever ends it calls this first. */
    void forget(ConnectionOperation operation);

    /** The operation's end, as the access token that it began with counts no more. @param errors a JSON array */
    void unauthenticated(String id, byte[] errors);
}
