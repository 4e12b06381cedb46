package dev.coffer.gateway.execute;

import dev.coffer.core.errors.ErrorCode;
import java.util.List;

/**
 * An entry of {@code errors} in an answer.
 *
 * @param message for the client: what is wrong and what would help; cut where it is too long
 * @param path response keys (String) and list indexes (Integer) from the root of the client's answer; empty when the error
 *     belongs to no field
 * @param locations in the client's document; empty where none is known
 * @param extensions {@code code}, {@code classification}, {@code correlationId} and what a subgraph added
 */
public record GraphQlError(String message, List<Object> path, List<Location> locations, JsonObject extensions) {

    /** A place in the client's document, line and column from 1. */
    public record Location(int line, int column) {}

    /** Of a message; what is quoted in one may be as long as somebody likes, and may be told at many paths. */
    static final int MAX_MESSAGE_CHARACTERS = 4_000;

    public GraphQlError {
        message = message.length() <= MAX_MESSAGE_CHARACTERS
                ? message
                : message.substring(0, MAX_MESSAGE_CHARACTERS) + "...";
        path = List.copyOf(path);
        locations = List.copyOf(locations);
    }

    /** An error of the request as a whole. */
    public static GraphQlError of(ErrorCode code, String message) {
        return at(List.of(), code, message);
    }

    /** An error of one field of the answer. */
    public static GraphQlError at(List<Object> path, ErrorCode code, String message) {
        return new GraphQlError(message, path, List.of(), extensions(code));
    }

    /** An error of a place in the document. */
    public static GraphQlError in(List<Location> locations, ErrorCode code, String message) {
        return new GraphQlError(message, List.of(), locations, extensions(code));
    }

    static JsonObject extensions(ErrorCode code) {
        return new JsonObject()
                .put("code", JsonScalar.ofText(code.name()))
                .put("classification", JsonScalar.ofText(code.classification().name()));
    }

    /** The error's code, or an empty text where a subgraph gave none. */
    public String code() {
        String code = extensions.findText("code");
        return code == null ? "" : code;
    }

    /** Appends the error as JSON, with the correlation id where it has none of its own. */
    public void writeTo(JsonBuffer out, JsonScalar correlationId) {
        out.raw("{\"message\":").string(message);
        if (!locations.isEmpty()) {
            writeLocations(out);
        }
        if (!path.isEmpty()) {
            writePath(out);
        }
        out.raw(",\"extensions\":{");
        for (int i = 0; i < extensions.size(); i++) {
            out.string(extensions.key(i)).raw(':');
            extensions.value(i).writeTo(out);
            out.raw(',');
        }
        if (extensions.find("correlationId") == null) {
            out.raw("\"correlationId\":");
            correlationId.writeTo(out);
        } else {
            out.cutTo(out.size() - 1);
        }
        out.raw("}}");
    }

    private void writeLocations(JsonBuffer out) {
        out.raw(",\"locations\":[");
        for (int i = 0; i < locations.size(); i++) {
            Location location = locations.get(i);
            out.raw(i == 0 ? "" : ",").raw("{\"line\":" + location.line() + ",\"column\":" + location.column() + "}");
        }
        out.raw(']');
    }

    private void writePath(JsonBuffer out) {
        out.raw(",\"path\":[");
        for (int i = 0; i < path.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            Object step = path.get(i);
            if (step instanceof Integer index) {
                out.raw(index.toString());
            } else {
                out.string(step.toString());
            }
        }
        out.raw(']');
    }
}
