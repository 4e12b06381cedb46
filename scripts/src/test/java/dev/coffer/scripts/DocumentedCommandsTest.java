package dev.coffer.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.docs.DocumentedLines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every call of {@code ./coffer} in a document is one that the command takes: its name, its options, its arguments. */
class DocumentedCommandsTest {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static List<String> words(String call) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(call);
        while (word.find()) {
            String found =
                    word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3);
            if (found.startsWith("#") || found.equals("|") || found.equals(">") || found.equals("&&")) {
                break;
            }
            answered(words, found);
            words.add(found);
        }
        answered(words, "--");
        return words;
    }

    /** What is asked for where it is not given would be asked here too. */
    private static void answered(List<String> words, String next) {
        if (!words.isEmpty() && words.getLast().equals("--password") && next.startsWith("--")) {
            words.add("something");
        }
    }

    /** Why the command would not take it; empty where it would. */
    private static String objection(String call) {
        try {
            List<String> words = words(call);
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
