package dev.coffer.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the names that somebody may have meant. */
final class NearMatches {

    private static final int MOST_SHOWN = 3;
    private static final int LONGEST = 200;
    private static final int BEYOND_THE_NEAREST = 2;

    private NearMatches() {}

    /** " Did you mean ...?", or all names where few are known and none is near, or nothing. */
    static String sentence(String asked, Collection<String> known) {
        List<String> near = near(asked, known);
        if (!near.isEmpty()) {
            return " Did you mean " + near.stream().collect(Collectors.joining(" or ")) + "?";
        }
        return known.isEmpty() || known.size() > 2 * MOST_SHOWN
                ? ""
                : " There is " + known.stream().sorted().collect(Collectors.joining(", ")) + ".";
    }

    private static List<String> near(String asked, Collection<String> known) {
        String wanted = asked.length() > LONGEST ? asked.substring(0, LONGEST) : asked;
        int tolerance = Math.max(2, wanted.length() / 3);
        String folded = wanted.toLowerCase(Locale.ROOT);
        int nearest =
                known.stream().mapToInt(name -> distance(folded, name)).min().orElse(0);
        // Beside one that is a letter off, nobody meant one that shares no more than where both belong.
        int farthest = Math.min(tolerance, nearest + BEYOND_THE_NEAREST);
        return known.stream()
                .filter(name -> isPart(folded, name) || distance(folded, name) <= farthest)
                .sorted(Comparator.comparingInt((String name) -> distance(folded, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_SHOWN)
                .toList();
    }

    private static boolean isPart(String asked, String name) {
        return asked.length() > 2 && name.toLowerCase(Locale.ROOT).contains(asked);
    }

    /** Levenshtein's: insertions, deletions and replacements of single characters, letters folded to lower case. */
    static int distance(String one, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[other.length()];
    }
}
