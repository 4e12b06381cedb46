package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import java.math.BigDecimal;
import java.util.Objects;

/** Expectations whose failure says what was expected and what came. */
final class Check {

    private static final int SHORTEST_SENTENCE = 15;

    private Check() {}

    static void equal(Object expected, Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + ": expected " + expected + " but it was " + actual);
        }
    }

    static void amount(String expected, BigDecimal actual, String what) {
        if (new BigDecimal(expected).compareTo(actual) != 0) {
            throw new AssertionError(what + ": expected " + expected + " but it was " + actual);
        }
    }

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("It does not hold that " + what);
        }
    }

    /** The first error must have this code, and a message. */
    static void error(Answer answer, String code) {
        if (answer.errorCodes().isEmpty() || !answer.errorCodes().getFirst().equals(code)) {
            throw new AssertionError("Expected the error " + code + " but it was " + answer.shown());
        }
        that(!answer.firstErrorMessage().isBlank(), "the error " + code + " comes with a sentence");
    }

    /** A message for people: a sentence, with this word in it. */
    static void sentence(String message, String word) {
        that(message.length() > SHORTEST_SENTENCE && message.contains(" "), "a sentence is '" + message + "'");
        that(message.contains(word), "'" + word + "' stands in '" + message + "'");
    }

    /** The field at {@code pointer} must be a refusal with this code, and a message. */
    static void refusal(Answer answer, String pointer, String code) {
        if (answer.hasErrors()
                || !"Refusal".equals(answer.at(pointer + "/__typename").asString(""))) {
            throw new AssertionError("Expected the refusal " + code + " but it was " + answer.shown());
        }
        equal(code, answer.text(pointer + "/code"), "the refusal's code");
        that(!answer.text(pointer + "/message").isBlank(), "the refusal " + code + " comes with a sentence");
    }
}
