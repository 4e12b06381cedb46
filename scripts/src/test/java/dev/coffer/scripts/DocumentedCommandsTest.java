package dev.coffer.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.docs.DocumentedLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every call of {@code ./coffer} in a document is one that the command takes: its name, its options, its arguments. */
class DocumentedCommandsTest {

    /** Why the command would not take it; empty where it would. */
    private static String objection(String call) {
        try {
            List<String> words = DocumentedLines.words(call);
            CofferCommand.commandLine().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            return "";
        } catch (CommandLine.ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void every_call_in_the_documents_is_taken() {
        List<String> calls = DocumentedLines.startingWith("./coffer ");

        assertThat(calls).hasSizeGreaterThan(30);
        assertThat(calls.stream().filter(call -> !objection(call).isEmpty()).map(call -> call + ": " + objection(call)))
                .isEmpty();
    }

    @Test
    void a_call_that_is_not_is_found() {
        assertThat(objection("./coffer up --nonsense")).contains("--nonsense");
        assertThat(objection("./coffer ledger verify # and more")).isEmpty();
    }
}
