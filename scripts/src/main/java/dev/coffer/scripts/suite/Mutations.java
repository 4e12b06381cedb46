package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** Mutations by their name, as all of them have one {@code input} of a type that is named after them. */
final class Mutations {

    private Mutations() {}

    /** Answers {@code __typename}, and a refusal in full. */
    static Answer ask(Person by, String mutation, Map<String, ?> input) {
        return ask(by, mutation, input, "");
    }

    /** @param more of what is asked for, such as {@code ... on Wallet { id }} */
    static Answer ask(Person by, String mutation, Map<String, ?> input, String more) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return by.ask(
                "mutation M($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message field } " + more + " } }",
                Map.of("input", input));
    }

    /** It must be refused with this code. */
    static void refused(Person by, String mutation, Map<String, ?> input, String code) {
        Check.refusal(ask(by, mutation, input), '/' + mutation, code);
    }

    /** It must be done. @param pointer where the text that is answered stands in what the mutation answers */
    static String done(Person by, String mutation, Map<String, ?> input, String more, String pointer) {
        return ask(by, mutation, input, more).ok().text('/' + mutation + pointer);
    }
}
