package dev.coffer.scripts.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines such as {@code // [events]} and {@code // [/events]}, which say what of the sample is for whom. */
final class Marks {

    /** What comes once for each entity. */
    private static final String EACH = "each";

    private static final Pattern MARK = Pattern.compile("\\s*(?://|#|<!--|\\*)\\s*\\[(/?)([a-z]+)]\\s*(?:-->)?\\s*");

    private Marks() {}

    /**
     * What is left without the sections of other parts, and without the marks themselves; {@code [each]} stays.
     *
     * @param kept names of sections that stay
     */
    static String keep(String text, Set<String> kept) {
        List<String> open = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher mark = MARK.matcher(line);
            boolean isMark = mark.matches() && !mark.group(2).equals(EACH);
            if (isMark) {
                turn(open, mark);
            } else if (kept.containsAll(open)) {
                left.add(line);
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException("Marks that are not closed: " + open);
        }
        return String.join("\n", left);
    }

    private static void turn(List<String> open, Matcher mark) {
        String name = mark.group(2);
        if (mark.group(1).isEmpty()) {
            open.add(name);
        } else if (open.isEmpty() || !open.removeLast().equals(name)) {
            throw new IllegalStateException("[/" + name + "] closes nothing, with these open: " + open);
        }
    }

    /**
     * Repeats what is between {@code [each]} marks.
     *
     * @param outer makes the rest
     * @param inner makes one such section for every entity, one after the other
     */
    static String each(String text, Function<String, String> outer, Function<String, String> inner) {
        StringBuilder made = new StringBuilder();
        StringBuilder section = new StringBuilder();
        boolean isInside = false;
        for (String line : text.split("(?<=\n)")) {
            Matcher mark = MARK.matcher(line);
            if (mark.matches() && mark.group(2).equals(EACH)) {
                made.append((isInside ? inner : outer).apply(section.toString()));
                section.setLength(0);
                isInside = mark.group(1).isEmpty();
            } else {
                section.append(line);
            }
        }
        if (isInside) {
            throw new IllegalStateException("[each] is not closed");
        }
        return made.append(outer.apply(section.toString())).toString();
    }
}
