package dev.coffer.gateway.execute;

/** Makes out what a subgraph's reply is. */
final class ReplyReader {
    private static final int FIRST_ERROR_STATUS = 300;

    private ReplyReader() {}

    /** What a reply is good for. */
    sealed interface Reading {
        /** A GraphQL answer. @param data empty when the subgraph gave none @param errors may be empty @param bytes of all of it */
        record Usable(JsonObject data, JsonArray errors, int bytes) implements Reading {}

        /**
         * No GraphQL answer.
         *
         * @param problem for the client, in the middle of a sentence
         * @param detail for the log
         */
        record Unusable(String problem, String detail) implements Reading {}
    }

    /** @param names what earlier answers to the same document had; learns those of this one */
    static Reading read(SubgraphReply reply, MemberNames names) {
        return switch (reply) {
            case SubgraphReply.Answered answered -> read(answered, names);
            case SubgraphReply.Failed failed ->
                new Reading.Unusable(problem(failed.reason()), failed.reason() + ": " + failed.detail());
        };
    }

    private static Reading read(SubgraphReply.Answered answered, MemberNames names) {
        String status = "HTTP status " + answered.status();
        Json body;
        try {
            body = JsonScanner.read(answered.body(), names);
        } catch (InvalidJson e) {
            return notGraphQl(status + ", no JSON: " + e.getMessage());
        }
        if (!(body instanceof JsonObject answer)) {
            return notGraphQl(status + ", the body is no JSON object");
        }
        JsonArray errors = answer.find("errors") instanceof JsonArray array ? array : new JsonArray();
        Json data = answer.find("data");
        boolean isFailure = answered.status() >= FIRST_ERROR_STATUS || !(data instanceof JsonObject);
        if (isFailure && errors.size() == 0) {
            return notGraphQl(status + ", neither data nor errors in the body");
        }
        return new Reading.Usable(
                data instanceof JsonObject object ? object : new JsonObject(), errors, answered.body().length);
    }

    private static Reading notGraphQl(String detail) {
        return new Reading.Unusable("gave no usable answer", detail);
    }

    static String problem(SubgraphReply.Reason reason) {
        return switch (reason) {
            case UNREACHABLE -> "cannot be reached";
            case BROKEN -> "broke off its answer";
            case TIMED_OUT -> "took too long to answer";
            case TOO_LARGE -> "answered more than the gateway accepts";
            case NO_ROOM -> "answered while the gateway had no room for it";
            case NO_STREAM -> "gave no usable answer";
        };
    }
}
