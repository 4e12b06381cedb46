package dev.coffer.access.condition;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for a whole text: {@code *} any characters or none, {@code ?} one, {@code [a-z_]} one of these,
 * {@code [!0-9]} one that is none of these, {@code \} before a character takes it as it is. Case counts.
 *
 * <p>It is a small language on purpose: a text is read once, each character costs the same whatever came before it, so no
 * pattern and no text can make it slow (regular expressions can be). A state is one bit: bit i says that the first i
 * characters of the pattern are matched.
 */
public final class Glob {
    /** Most characters of the pattern that are no {@code *}; a class in brackets counts as one. */
    public static final int MAX_CHARACTERS = Long.SIZE - 1;
    /** Longest pattern as written, in characters. */
    public static final int MAX_LENGTH = 256;

    private static final int ASCII = 128;

    /**
     * Which characters one place of the pattern takes.
     *
     * @param ranges from, to, from, to ...
     */
    private record Place(boolean isInverted, List<Integer> ranges) {
        boolean takes(int character) {
            for (int i = 0; i < ranges.size(); i += 2) {
                if (character >= ranges.get(i) && character <= ranges.get(i + 1)) {
                    return !isInverted;
                }
            }
            return isInverted;
        }
    }

    private final String pattern;
    private final List<Place> places = new ArrayList<>();
    private final long[] takenByAscii = new long[ASCII];
    private long loops;
    private int position;

    private Glob(String pattern) {
        this.pattern = pattern;
        if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
            throw refusal("it needs 1 to " + MAX_LENGTH + " characters");
        }
        while (position < pattern.length()) {
            readPlace();
        }
        if (places.size() > MAX_CHARACTERS) {
            throw refusal("more than " + MAX_CHARACTERS + " characters beside *");
        }
        for (int character = 0; character < ASCII; character++) {
            takenByAscii[character] = placesThatTake(character);
        }
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    public static Glob of(String pattern) {
        return new Glob(pattern);
    }

    /** Whether the pattern covers the whole text, in time that grows with the length of the text only. */
    public boolean matches(String text) {
        long states = 1;
        for (int i = 0; i < text.length() && states != 0; ) {
            int character = text.codePointAt(i);
            long taken = character < ASCII ? takenByAscii[character] : placesThatTake(character);
            states = (states & taken) << 1 | (states & loops);
            i += Character.charCount(character);
        }
        return (states & 1L << places.size()) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob that && pattern.equals(that.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }

    private long placesThatTake(int character) {
        long taken = 0;
        for (int i = 0; i < places.size(); i++) {
            taken |= places.get(i).takes(character) ? 1L << i : 0;
        }
        return taken;
    }

    private void readPlace() {
        int character = next();
        switch (character) {
            case '*' -> loops |= 1L << places.size();
            case '?' -> places.add(new Place(true, List.of()));
            case '[' -> places.add(readClass());
            case ']' -> throw refusal("a ] without its [");
            default -> {
                int taken = character == '\\' ? next() : character;
                places.add(new Place(false, List.of(taken, taken)));
            }
        }
    }

    private Place readClass() {
        boolean isInverted = position < pattern.length() && pattern.charAt(position) == '!';
        position += isInverted ? 1 : 0;
        List<Integer> ranges = new ArrayList<>();
        int character = next();
        while (character != ']') {
            int from = character == '\\' ? next() : character;
            int to = from;
            character = next();
            if (character == '-') {
                to = next();
                to = to == '\\' ? next() : to;
                character = next();
            }
            if (to < from || to == ']') {
                throw refusal("a range in brackets that has no end, or ends before it begins");
            }
            ranges.add(from);
            ranges.add(to);
        }
        if (ranges.isEmpty()) {
            throw refusal("brackets with nothing in them");
        }
        return new Place(isInverted, List.copyOf(ranges));
    }

    private int next() {
        if (position >= pattern.length()) {
            throw refusal("it ends in the middle of [...] or after a \\");
        }
        int character = pattern.codePointAt(position);
        position += Character.charCount(character);
        return character;
    }

    private IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException("pattern \"" + pattern + "\": " + reason);
    }
}
