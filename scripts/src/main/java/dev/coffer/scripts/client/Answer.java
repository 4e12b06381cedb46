package dev.coffer.scripts.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A GraphQL answer. Pointers are JSON pointers below {@code data}: "/me/wallets/0/id". */
public record Answer(int status, JsonNode body) {

    /** The text at {@code pointer}; fails when there is none. */
    public String text(String pointer) {
        JsonNode found = at(pointer);
        if (found.isMissingNode() || found.isNull()) {
            throw new AssertionError("Nothing at " + pointer + " in " + shown());
        }
        return found.asString();
    }

    public JsonNode at(String pointer) {
        return body.at("/data" + pointer);
    }

    /** Codes of all errors, in order; empty when there is none. */
    public List<String> errorCodes() {
        List<String> codes = new ArrayList<>();
        body.path("errors")
                .forEach(error -> codes.add(error.at("/extensions/code").asString("(no code)")));
        return codes;
    }

    /** Codes of errors and refusals, and reasons why something came to nothing, wherever they stand in the answer. */
    public List<String> codes() {
        return body.findValuesAsString("code");
    }

    public String firstErrorMessage() {
        return body.at("/errors/0/message").asString("");
    }

    public boolean hasErrors() {
        return !body.path("errors").isEmpty();
    }

    /** This answer, which must be without errors. */
    public Answer ok() {
        if (hasErrors()) {
            throw new AssertionError("Errors where none were expected: " + shown());
        }
        return this;
    }

    /** The whole answer, cut to a length that people read. */
    public String shown() {
        String text = body.toString();
        int most = 1_000;
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}
