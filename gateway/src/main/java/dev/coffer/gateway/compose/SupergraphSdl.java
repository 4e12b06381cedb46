package dev.coffer.gateway.compose;

/**
 * The supergraph as one SDL document with {@code @join__*} directives, the form in which gateways of any maker exchange it.
 * Written as join v0.5, read from join v0.2 to v0.5.
 */
public final class SupergraphSdl {
    private SupergraphSdl() {}

    /** The same text for the same model. */
    public static String write(Supergraph supergraph) {
        return new SupergraphWriter(supergraph).write();
    }

    /**
     * Reads what {@link #write} or another composer wrote. Trusts it: checks neither composition nor satisfiability.
     *
     * @throws InvalidSupergraph when it is no supergraph, or uses something that this gateway would not enforce
     */
    public static Supergraph read(String sdl) {
        return SupergraphReader.read(sdl);
    }

    /** Why a document cannot serve as a supergraph. The message is meant for operators. */
    public static final class InvalidSupergraph extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidSupergraph(String message) {
            super(message);
        }
    }
}
