package dev.coffer.scripts.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the blocks of documents have readers type. */
public final class DocumentedLines {

    /** What is typed where a command asks for a password. */
    public static final String PASSWORD = "the words that documents leave out";

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private DocumentedLines() {}

    /** Each such line of a block once, without blanks around it. */
    public static List<String> startingWith(String beginning) {
        return Document.all().stream()
                .flatMap(document -> document.blocks().stream())
                .flatMap(block -> block.text().lines())
                .map(String::strip)
                .filter(line -> line.startsWith(beginning))
                .distinct()
                .toList();
    }

    /** The words of a call as a shell has them, up to a comment, a pipe or the next call; with what it would ask for. */
    public static List<String> words(String call) {
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

    private static void answered(List<String> words, String next) {
        if (!words.isEmpty() && words.getLast().equals("--password") && next.startsWith("--")) {
            words.add(PASSWORD);
        }
    }
}
