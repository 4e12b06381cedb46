package dev.coffer.gateway.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of member names that objects have had, as a tree: those of one list, and those of the answers to one question, mostly
 * have the same. A name that was expected is recognised by its bytes alone, and objects of one sequence share the array that holds it.
 * Used by one thread at a time.
 */
final class MemberNames {
    /** Beyond these a document is not that regular, and remembering more would cost more than it saves. */
    private static final int MOST_PLACES = 1_000;

    private static final int LONGEST_SEQUENCE = 64;
    private static final int MOST_CHOICES = 16;

    private final Place root = new Place(null, "", new byte[0], 0);
    private int places;
    private long bytes;

    /** How many bytes of names are remembered. */
    long bytes() {
        return bytes;
    }

    /** Where an object begins: no name so far. */
    Place root() {
        return root;
    }

    /** A sequence of different names, up to and with its last. */
    static final class Place {
        private final @Nullable Place before;
        private final String name;
        private final byte[] quoted;
        private final int length;
        private final List<Place> after = new ArrayList<>(1);
        private @Nullable Place likely;
        private String @Nullable [] names;

        private Place(@Nullable Place before, String name, byte[] quoted, int length) {
            this.before = before;
            this.name = name;
            this.quoted = quoted;
            this.length = length;
        }

        /** The place that the bytes from {@code at} on lead to, if they did before; first the one of last time. Else null. */
        @Nullable
        Place expected(byte[] bytes, int at) {
            Place next = likely;
            if (next == null || next.isAt(bytes, at)) {
                return next;
            }
            for (Place known : after) {
                if (known.isAt(bytes, at)) {
                    likely = known;
                    return known;
                }
            }
            return null;
        }

        private boolean isAt(byte[] bytes, int at) {
            int end = at + quoted.length;
            return end <= bytes.length && Arrays.equals(bytes, at, end, quoted, 0, quoted.length);
        }

        /** Bytes that the last name takes, with its quotes. */
        int bytes() {
            return quoted.length;
        }

        /** The number of {@code wanted} in the sequence; -1 when it is not one of its names. */
        int indexOf(String wanted) {
            for (Place place = this; place.before != null; place = place.before) {
                if (place.name.equals(wanted)) {
                    return place.length - 1;
                }
            }
            return -1;
        }

        /** All names in order; shared, and never to be written to. */
        String[] names() {
            String[] known = names;
            if (known == null) {
                known = new String[length];
                for (Place place = this; place.before != null; place = place.before) {
                    known[place.length - 1] = place.name;
                }
                names = known;
            }
            return known;
        }
    }

    /**
     * The place after {@code at} with one more name, which is not {@link Place#expected} there.
     *
     * @param name none of those that are there
     * @param from where it lies in {@code bytes} with its quotes, up to {@code to}
     * @return null when no more is remembered
     */
    @Nullable
    Place next(Place at, String name, byte[] bytes, int from, int to) {
        if (places == MOST_PLACES || at.length == LONGEST_SEQUENCE || at.after.size() == MOST_CHOICES) {
            return null;
        }
        places++;
        this.bytes += to - from;
        Place added = new Place(at, name, Arrays.copyOfRange(bytes, from, to), at.length + 1);
        at.after.add(added);
        at.likely = added;
        return added;
    }
}
