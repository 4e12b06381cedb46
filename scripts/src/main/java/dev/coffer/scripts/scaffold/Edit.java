package dev.coffer.scripts.scaffold;

import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that a new service adds to a file of the checkout. Removing the service takes exactly this text away again.
 *
 * @param path below the checkout, with "/"
 * @param place where it goes in the file's text; below zero where the place is not found
 */
record Edit(String path, String text, ToIntFunction<String> place) {

    /** In front of the first match. */
    static Edit before(String path, String pattern, String text) {
        Pattern anchor = Pattern.compile(pattern);
        return new Edit(path, text, content -> {
            Matcher found = anchor.matcher(content);
            return found.find() ? found.start() : -1;
        });
    }

    /** Behind the last match. */
    static Edit after(String path, String pattern, String text) {
        Pattern anchor = Pattern.compile(pattern);
        return new Edit(
                path,
                text,
                content -> anchor.matcher(content)
                        .results()
                        .mapToInt(MatchResult::end)
                        .reduce(-1, (first, second) -> second));
    }

    /** Among the imports, in their order. */
    static Edit imported(String path, String className) {
        Pattern imports = Pattern.compile("import ([\\w.]+);\n");
        return new Edit(path, "import " + className + ";\n", content -> {
            int behind = -1;
            Matcher found = imports.matcher(content);
            while (found.find()) {
                if (found.group(1).compareTo(className) > 0) {
                    return found.start();
                }
                behind = found.end();
            }
            return behind;
        });
    }

    boolean fits(String content) {
        return place.applyAsInt(content) >= 0;
    }

    /** @throws IllegalStateException where it does not fit */
    String addTo(String content) {
        int at = place.applyAsInt(content);
        if (at < 0) {
            throw new IllegalStateException(path + " has no place for: " + text);
        }
        return content.substring(0, at) + text + content.substring(at);
    }

    /** Whether the text is there, once. */
    boolean isIn(String content) {
        int at = content.indexOf(text);
        return at >= 0 && content.indexOf(text, at + 1) < 0;
    }

    String takeFrom(String content) {
        int at = content.indexOf(text);
        return content.substring(0, at) + content.substring(at + text.length());
    }
}
