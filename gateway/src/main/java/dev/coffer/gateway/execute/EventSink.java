package dev.coffer.gateway.execute;

import org.jspecify.annotations.Nullable;

/** A client that takes the events of one subscription. Called on one event loop. */
public interface EventSink {

    /** The subgraph is about to be asked: from here on there may be events. */
    void begun(EventSubscription subscription);

    /** The subgraph has taken the subscription on: what happens from here on is told. */
    void opened();

    /**
     * Asked when an answer waits for it: whether it has not sent off what it was given. It calls {@link EventSubscription#ready} when
     * it has.
     */
    boolean isFull();

    /** @param answer to one event; never called while {@link #isFull} */
    void next(ExecutionAnswer answer);

    /** There is nothing more. Called once. @param error why, where that is no ordinary end; for the client */
    void ended(Ending ending, @Nullable GraphQlError error);

    /** How subscriptions end. */
    enum Ending {
        /** The subgraph had nothing more to say. */
        COMPLETED,
        /** The client has gone, or has said that it wants no more. */
        CLIENT_LEFT,
        /** The subgraph cannot be reached, broke off, or sent something that is no event. */
        UPSTREAM_FAILED,
        /** The client did not take events as fast as they came. */
        TOO_SLOW,
        /** The access token is no longer in force. */
        UNAUTHENTICATED,
        /** The gateway is about to stop: the client may subscribe again, elsewhere. */
        DRAINED
    }
}
