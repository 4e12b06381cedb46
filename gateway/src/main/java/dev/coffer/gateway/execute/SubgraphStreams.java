package dev.coffer.gateway.execute;

/** Carries subscriptions to subgraphs. */
public interface SubgraphStreams {

    /**
     * Asks a subgraph for events. To be called on an event loop; the listener is called there.
     *
     * @param call its time budget is for the beginning of the stream only
     */
    Upstream open(SubgraphCall call, Listener listener);

    /** Hears what a subgraph sends. After the end, of whichever kind, nothing more is heard. */
    interface Listener {

        /** The subgraph has taken the subscription on, as far as can be told. */
        void opened();

        /** @param answer a GraphQL answer in JSON, as it came */
        void event(byte[] answer);

        /** The subgraph has nothing more to say. */
        void completed();

        /** @param detail for operators only: it may hold host names */
        void failed(SubgraphReply.Reason reason, String detail);
    }

    /** The way back to the subgraph. */
    interface Upstream {

        /** Has the subgraph wait: it is heard no more until {@link #resume}, apart from what is under way already. */
        void pause();

        /** Listens again. */
        void resume();

        /** Tells the subgraph that nobody listens any more. Harmless after the end. */
        void cancel();
    }
}
